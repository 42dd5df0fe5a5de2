import type { Asked } from "../proof.ts";
import { inShop, pool } from "#app/db.server.ts";
import type { Role } from "#app/shop/role.ts";
import { type App, connectSms, install, openPage, settled } from "#tests/app.ts";
import { openChat, type Shopper } from "#tests/chat.ts";
import { control, TIDEWATER, town } from "#tests/town.ts";
import { MARK, markRows } from "./canaries.ts";
import { fillShop } from "./fill-shop.ts";

export const OTHER = "lanternworks.myshopify.com";

export interface Side {
  domain: string;
  shopId: string;
  /** Shopify's ids of one member for each role. */
  staff: Record<Role, number>;
  shopper: Shopper;
  conversationId: string;
  customerId: string;
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
  await fillShop(ours, "ours");
  await fillShop(theirs, MARK);
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
  const { id: conversationId, customerId } = conversation;
  return { domain, shopId, staff, shopper, conversationId, customerId };
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
