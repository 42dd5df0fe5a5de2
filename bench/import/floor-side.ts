// The floor under a bulk import, in a process of its own: lines parsed, fields picked as they are, COPY into temporary
// tables and one plain upsert each. It keeps no place, asks for nothing forgotten, compares no times, normalises nothing.
import pg from "pg";
import { copyIn, copyLineOf } from "#app/database/copy-in.ts";
import { tellSide } from "./tell-side.ts";

const [url, shopId] = process.argv.slice(2) as [string, string];
const BATCH_BYTES = 8_000_000;

const TYPES: Record<string, string> = {
  placedAt: "timestamptz",
  sourceUpdatedAt: "timestamptz",
  closedAt: "timestamptz",
  quantity: "int",
  currentQuantity: "int",
  requiresShipping: "boolean",
  isGiftCard: "boolean",
};
const ORDER = {
  table: "floor_order",
  columns: columns(
    "id name nameKey numberKey customerShopifyId email phone contactPhone locale toCountry currency total financialStatus fulfillmentStatus sourceName placedAt sourceUpdatedAt closedAt requiresShipping",
  ),
};
const LINE = {
  table: "floor_line",
  columns: columns(
    "orderId id title variantTitle sku quantity currentQuantity requiresShipping isGiftCard productId variantId",
  ),
};

function columns(names: string): Record<string, string> {
  return Object.fromEntries(names.split(" ").map((name) => [name, TYPES[name] ?? "text"]));
}

const client = new pg.Client(process.env.DATABASE_URL);
await client.connect();
await client.query("select set_config('app.shop', $1, false)", [shopId]);
await tellSide(async () => {
  const response = await fetch(url);
  let rest = "";
  const decoder = new TextDecoder();
  for await (const part of response.body!) {
    rest += decoder.decode(part, { stream: true });
    if (rest.length < BATCH_BYTES) continue;
    const cut = rest.lastIndexOf("\n");
    await write(rest.slice(0, cut).split("\n"));
    rest = rest.slice(cut + 1);
  }
  await write(rest.split("\n").filter(Boolean));
});
await client.end();

async function write(lines: string[]) {
  const [orders, items]: [unknown[][], unknown[][]] = [[], []];
  for (const line of lines) {
    const node = JSON.parse(line) as { __parentId?: string };
    if (node.__parentId) items.push(itemRow(node as ItemNode));
    else orders.push(orderRow(node as OrderNode));
  }
  await client.query("begin");
  await upsert(ORDER, orders, '("shopId", id)');
  await upsert(LINE, items, '("shopId", "orderId", id)');
  await client.query("commit");
}

async function upsert(target: typeof ORDER, rows: unknown[][], key: string) {
  const names = Object.keys(target.columns).map((name) => `"${name}"`);
  const types = Object.entries(target.columns).map(([name, type]) => `"${name}" ${type}`);
  const into = target === ORDER ? "Order" : "OrderLine";
  await client.query(`create temporary table ${target.table} (${types.join(", ")}) on commit drop`);
  await copyIn(client, target, rows.map(copyLineOf(target)).join(""));
  await client.query(
    `insert into "${into}" ("shopId", ${names.join(", ")}) select $1, * from ${target.table}
     on conflict ${key} do update set ${names.map((name) => `${name} = excluded.${name}`).join(", ")}`,
    [shopId],
  );
}

interface Named {
  id: string;
  name: string;
}
interface OrderNode extends Named, Record<"email" | "phone" | "customerLocale" | "sourceName", string> {
  [field: string]: unknown;
  customer: Named;
  shippingAddress: { countryCodeV2: string };
  currentTotalPriceSet: { presentmentMoney: { amount: string; currencyCode: string } };
}
interface ItemNode extends Named {
  [field: string]: unknown;
  __parentId: string;
  product: Named;
  variant: Named;
}

function bare(gid: string): string {
  return gid.slice(gid.lastIndexOf("/") + 1);
}

function orderRow(node: OrderNode) {
  const { amount, currencyCode } = node.currentTotalPriceSet.presentmentMoney;
  const number = node.name.slice(1);
  return [
    bare(node.id),
    node.name,
    number,
    number,
    bare(node.customer.id),
    node.email,
    node.phone,
    node.phone,
    node.customerLocale,
    node.shippingAddress.countryCodeV2,
    currencyCode,
    amount,
    node.displayFinancialStatus,
    node.displayFulfillmentStatus,
    node.sourceName,
    node.processedAt,
    node.updatedAt,
    node.closedAt,
    node.requiresShipping,
  ];
}

function itemRow(node: ItemNode) {
  return [
    bare(node.__parentId),
    bare(node.id),
    node.title,
    node.variantTitle,
    node.sku,
    node.quantity,
    node.currentQuantity,
    node.requiresShipping,
    node.isGiftCard,
    bare(node.product.id),
    bare(node.variant.id),
  ];
}
