import type { Asked } from "../proof.ts";
import { layTombstones } from "#app/customers/forgotten.ts";
import { inShop, pool, prisma, type Shop } from "#app/db.server.ts";
import { connectAccount } from "#app/channels/accounts.ts";
import { replyAsStaff } from "#app/conversations/reply-as-staff.ts";
import { addNote } from "#app/conversations/add-note.ts";
import { recordConsent } from "#app/consent/ledger.ts";
import { recordDelivery } from "#app/conversations/record-delivery.ts";
import { askQuestion } from "#app/guides/open-question.ts";
import { keepPicture, redraw } from "#app/files/keep-picture.server.ts";
import { startOrderProof } from "#app/orders/start-order-proof.ts";
import { seal } from "#app/seal.server.ts";
import type { Role } from "#app/shop/role.ts";
import { type App, connectSms, install, openPage, settled } from "#tests/app.ts";
import { openChat, type Shopper } from "#tests/chat.ts";
import { control, TIDEWATER, town } from "#tests/town.ts";
import { MARK, markRows } from "./canaries.ts";

export const OTHER = "lanternworks.myshopify.com";

export interface Side {
  domain: string;
  shopId: string;
  /** Shopify's ids of one member for each role. */
  staff: Record<Role, number>;
  shopper: Shopper;
  conversationId: string;
}

export interface TwoShops {
  ours: Side;
  theirs: Side;
}

/** Two installed shops, each with everything that a shop can have; every text of the second carries the mark. */
export async function openTwoShops(app: App, { seed, tell }: Asked): Promise<TwoShops> {
  tell("two shops move in");
  await town.makeShop({ domain: OTHER, seed: `other-${seed}`, orders: 12, customers: 6, cast: false });
  const [ours, theirs] = await Promise.all([moveIn(app, TIDEWATER, "ours"), moveIn(app, OTHER, MARK)]);
  await connectSms(app, ours.shopId);
  await settled();
  await fill(ours, "ours");
  await fill(theirs, MARK);
  await settled();
  await markRows(theirs.shopId);
  return { ours, theirs };
}

async function moveIn(app: App, domain: string, mark: string): Promise<Side> {
  const shopId = await install(app, domain);
  const staff = await hire(app, domain, shopId);
  await settled();
  const customer = (await inShop(shopId, ({ tx }) =>
    tx.order.findFirst({ where: { customerShopifyId: { not: null } }, orderBy: { id: "asc" } }),
  ))!.customerShopifyId;
  const shopper = await openChat(app, { domain, customer });
  await shopper.say(`where is my order? ${mark} first`);
  await settled();
  await shopper.say(`a person please, ${mark} second`);
  await settled();
  const conversation = await inShop(shopId, ({ tx }) => tx.conversation.findFirstOrThrow());
  return { domain, shopId, staff, shopper, conversationId: conversation.id };
}

async function hire(app: App, domain: string, shopId: string): Promise<Side["staff"]> {
  const base = domain === OTHER ? 770_000 : 880_000;
  const staff = { owner: base + 1, agent: base + 2, viewer: base + 3 };
  for (const [role, id] of Object.entries(staff)) {
    const person = { id, firstName: "Staff", lastName: role, locale: "en", accountOwner: role === "owner" };
    await control("POST", `/shops/${domain}/staff`, { ...person, email: `${role}@${domain}` });
    await openPage(app, "/app.data", domain, undefined, id);
    await inShop(shopId, ({ tx }) =>
      tx.staffMember.updateMany({ where: { shopifyId: String(id) }, data: { role } }),
    );
  }
  return staff;
}

/** A row in every table of the shop. The proof checks that none was forgotten. */
async function fill({ shopId, domain, staff, conversationId }: Side, mark: string) {
  const picture = (await redraw(Buffer.from(PIXEL, "base64")))!;
  await inShop(shopId, async (shop) => {
    const { id: staffId } = await shop.tx.staffMember.findFirstOrThrow({
      where: { shopifyId: String(staff.agent) },
    });
    const base = { conversationId, staffId };
    await replyAsStaff(shop, { ...base, text: `${mark} reply`, clientId: "reply-0001", seenSeq: 1_000 });
    await addNote(shop, { ...base, text: `${mark} note`, clientId: "note-00001" });
    await keepPicture(shop, picture, conversationId);
    await recordConsent(shop, {
      channel: "sms",
      address: `+1415555${mark === MARK ? "7001" : "8001"}`,
      purpose: "marketing",
      state: "granted",
      source: "storefront",
      evidence: { shown: `${mark} consent` },
      at: shop.at,
    });
    await recordDelivery(shop, {
      channel: "sms",
      externalId: `SM-${domain}`,
      messageId: null,
      state: "sent",
      code: null,
    });
    await askQuestion(shop, conversationId, { skill: "order-status", state: { for: mark, options: [] } });
    const job = { id: `parked-${domain}`, task: "refreshShop", payload: {}, reason: `${mark} parked` };
    await shop.tx.parkedJob.create({ data: { shopId, parkedAt: shop.at, ...job } });
    if (mark === MARK)
      await connectAccount(shop, {
        channel: "sms",
        sender: "+14155557777",
        settings: ACCOUNT,
        secret: `${mark} secret`,
      });
    await mirrorRest(shop, shopId, mark);
    await askForPrivacy(shop, mark);
  });
  const [order] = await inShop(shopId, ({ tx }) =>
    tx.order.findMany({ where: { email: { not: null } }, take: 1 }),
  );
  await startOrderProof(shopId, {
    conversationId,
    name: order!.name,
    from: domain,
    network: null,
    locale: "en",
  });
  await inShop(shopId, ({ tx, at }) =>
    tx.orderProof.create({
      data: { shopId, conversationId, orderId: order!.id, how: "email", until: new Date(at.getTime() + 9e8) },
    }),
  );
  await parkReceipt(domain, shopId, mark, order!.id);
}

/** Somebody forgotten, an export that may be fetched, and a look at a customer. */
async function askForPrivacy(shop: Shop, mark: string) {
  const { id: shopId, at } = shop;
  await layTombstones(shop, "customer", [`${mark}-forgotten`]);
  await shop.tx.customerAccess.create({ data: { shopId, customerId: "seen", staffId: "seer", hour: at } });
  const request = { id: `request-${shopId}`, key: "data-request:1", kind: "data-request", state: "done" };
  const made = seal(JSON.stringify({ shopifyCustomerId: mark, madeAt: at, tables: {} }));
  const exportUntil = new Date(at.getTime() + 9e8);
  await shop.tx.privacyRequest.create({
    data: { shopId, receivedAt: at, export: made, exportUntil, ...request },
  });
}

/** What the town's store may not have shown yet. */
async function mirrorRest(shop: Parameters<Parameters<typeof inShop>[1]>[0], shopId: string, mark: string) {
  const { id: orderId } = await shop.tx.order.findFirstOrThrow();
  const at = shop.at;
  const group = { shopId, orderId, status: "OPEN", holds: [], sourceUpdatedAt: at };
  await shop.tx.fulfillmentOrder.create({ data: { ...group, id: `9${Date.now()}` } });
  const parcel = { shopId, orderId, id: `8${Date.now()}`, status: "SUCCESS", trackingNumbers: [mark] };
  await shop.tx.fulfillment.create({ data: { ...parcel, shippedAt: at, sourceUpdatedAt: at } });
  const scan = {
    shopId,
    id: `7${Date.now()}`,
    fulfillmentId: parcel.id,
    status: "IN_TRANSIT",
    happenedAt: at,
  };
  await shop.tx.fulfillmentEvent.create({ data: { ...scan, message: mark } });
}

/** A webhook that could not be read, and would change the shop's order if somebody replayed it. */
async function parkReceipt(domain: string, shopId: string, mark: string, orderId: string) {
  const at = await inShop(shopId, async (shop) => shop.at);
  const body = JSON.stringify({
    id: Number(orderId),
    admin_graphql_api_id: `gid://shopify/Order/${orderId}`,
  });
  await prisma.receipt.create({
    data: {
      door: "shopify",
      key: `receipt-${domain}`,
      topic: "orders/delete",
      address: domain,
      headers: {},
      body: new Uint8Array(seal(body)),
      receivedAt: at,
      parkedFor: `${mark} parked receipt`,
    },
  });
}

/** Tables of shops that hold no row of this one: nothing about them would be proven. */
export async function emptyTables(shopId: string, tables: string[]): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('app.shop', $1, true)", [shopId]);
    const empty: string[] = [];
    for (const table of tables) {
      const { rowCount } = await client.query(`select 1 from "${table}" where "shopId" = $1 limit 1`, [
        shopId,
      ]);
      if (!rowCount) empty.push(table);
    }
    await client.query("rollback");
    return empty;
  } finally {
    client.release();
  }
}

const ACCOUNT = { accountSid: "AC99999999999999999999999999999999" };
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
