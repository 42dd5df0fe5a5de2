import { pool, prisma } from "#app/db.server.ts";
import { openBody } from "#app/letterbox/sealed-body.ts";
import { asShop } from "../../prove/tenants/canaries.ts";

/** One person, whose every fact is a word that stands nowhere else. */
export const CANARY = {
  id: 8_841_773_377,
  orderId: 8_841_884_188,
  orderName: "#CANARY-8841",
  firstName: "Canaryna",
  lastName: "Quillfeather",
  email: "canaryna.quillfeather@nestbox.example",
  phone: "+14155557391",
  street: "47 Plumage Terrace",
  text: "my cockatoo ate the parcel",
  note: "she sounded ruffled, offer a perch",
  tracking: "JD014600003QUILL",
};

/** What no row may hold after they were forgotten, ids of Shopify's among it. */
export const WORDS = Object.values(CANARY).map(String);

export function canaryOrder(updatedAt = new Date()) {
  const { firstName, lastName, email, phone, street } = CANARY;
  const at = updatedAt.toISOString();
  const address = { first_name: firstName, last_name: lastName, phone, address1: street, country_code: "US" };
  return {
    id: CANARY.orderId,
    admin_graphql_api_id: `gid://shopify/Order/${CANARY.orderId}`,
    name: CANARY.orderName,
    email,
    phone,
    created_at: at,
    updated_at: at,
    currency: "EUR",
    line_items: [{ id: 77_001, title: "Perch", quantity: 1, current_quantity: 1, requires_shipping: true }],
    fulfillments: [
      {
        id: 88_001,
        order_id: CANARY.orderId,
        status: "success",
        created_at: at,
        updated_at: at,
        tracking_company: "DHL",
        tracking_numbers: [CANARY.tracking],
      },
    ],
    shipping_address: address,
    customer: canaryCustomer(updatedAt),
  };
}

export function canaryCustomer(updatedAt = new Date()) {
  const { id, firstName, lastName, email, phone } = CANARY;
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Customer/${id}`,
    first_name: firstName,
    last_name: lastName,
    email,
    phone,
    updated_at: updatedAt.toISOString(),
  };
}

export const redactRequest = () => ({
  shop_id: 954_889,
  shop_domain: "tidewater.myshopify.com",
  customer: { id: CANARY.id, email: CANARY.email, phone: CANARY.phone },
  orders_to_redact: [CANARY.orderId],
});

export const dataRequest = (id = 9_999) => ({
  ...redactRequest(),
  orders_requested: [CANARY.orderId],
  data_request: { id },
});

/** Every row of every table as text, the job engine's and the sealed ones opened, as one shop sees them. */
export async function dump(shopId: string): Promise<{ table: string; row: string }[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'graphile_worker') and c.relkind = 'r' order by 1`,
  );
  const found: { table: string; row: string }[] = [];
  await asShop(shopId, async (ask) => {
    for (const { name } of tables)
      for (const { row } of await ask(`select t::text as row from ${name} t`, []))
        found.push({ table: name, row: String(row) });
  });
  const receipts = await prisma.receipt.findMany({ select: { body: true } });
  const opened = receipts.filter(({ body }) => body.length).map(({ body }) => openBody(body).toString());
  return [...found, ...opened.map((row) => ({ table: "Receipt, opened", row }))];
}

/** Where any of these words still stands. */
export async function hits(shopId: string, words: string[] = WORDS): Promise<string[]> {
  const rows = await dump(shopId);
  return rows.flatMap(({ table, row }) =>
    words
      .filter((word) => row.includes(word) || row.includes(encodeURIComponent(word)))
      .map((word) => `${table}: ${word}`),
  );
}
