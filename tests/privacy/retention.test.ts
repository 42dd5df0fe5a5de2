import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY, earlier } from "#app/clock.ts";
import { consentHash } from "#app/consent/consent-address.ts";
import { pool, type Shop } from "#app/db.server.ts";
import { prune } from "#app/jobs/prune.server.ts";
import { inOneWord, RETENTION, type Retention, retentionOf, shortened } from "#app/privacy/retention.ts";
import { readRetention } from "#app/privacy/retention-periods.ts";
import { pruners } from "#app/wiring/pruners.ts";
import { type App, connectSms, install, look, openPage, settled, startApp, stopApps } from "#tests/app.ts";
import { openChat } from "#tests/chat.ts";
import { TIDEWATER, town } from "#tests/town.ts";

const STRANGER = "+14155557310";
const RECENT = "+14155557311";
let app: App;
let shopId: string;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  await connectSms(app, shopId);
  await settled();
});
afterAll(stopApps);

const save = (periods: Record<string, string>, agreed?: string) =>
  openPage(app, "/app/privacy.data", TIDEWATER, { form: "retention", ...periods, ...(agreed && { agreed }) });
const AS_IT_IS = { conversations: "730", orders: "730", accesses: "365" };

const threadOf = (phone: string) =>
  look(shopId, async ({ sql }) => {
    const [row] = await sql<{ id: string }>`
      select v.id from "Conversation" v join "ContactPoint" p on p."shopId" = v."shopId" and p."customerId" = v."customerId"
      where v."shopId" = ${shopId} and p.value = ${phone}`;
    return row?.id ?? null;
  });

/** As if its last message were so many days ago. */
const age = (conversationId: string, days: number) =>
  look(
    shopId,
    ({ sql, at }) => sql`
      update "Conversation" set "lastActivityAt" = ${earlier(at, days * DAY)}
      where "shopId" = ${shopId} and id = ${conversationId}`,
  );

const rowsOf = ({ sql }: Shop, conversationId: string) => sql<{ n: number }>`
  select (select count(*) from "Message" where "conversationId" = ${conversationId})::int
    + (select count(*) from "DeliveryReport" r join "Message" m on m.id = r."messageId"
        where m."conversationId" = ${conversationId})::int as n`;

describe("how long things are kept", () => {
  it("is the standard until the merchant says otherwise, and what is no choice counts for nothing", () => {
    const standard = retentionOf([]);
    expect(standard).toEqual({ conversations: 730, orders: 730, accesses: 365 });
    expect(retentionOf([{ kind: "orders", days: 1 }])).toEqual(standard);
    expect(retentionOf([{ kind: "orders", days: null }]).orders).toBeNull();
    for (const { choices, standard: days } of RETENTION) expect(choices).toContain(days);
  });

  it("is shorter by fewer days, and shorter than for ever by any", () => {
    const kept: Retention = { conversations: null, orders: 365, accesses: 365 };
    expect(shortened(kept, { ...kept, conversations: 1_095 })).toEqual(["conversations"]);
    expect(shortened(kept, { ...kept, orders: 90 })).toEqual(["orders"]);
    expect(shortened(kept, { ...kept, orders: null })).toEqual([]);
  });
});

describe("a merchant who keeps conversations for six months", () => {
  it("is told first what that deletes, and nothing is saved before they agree to just that", async () => {
    await town.text(STRANGER, "Do you sell lanterns?");
    await town.text(STRANGER, "STOP");
    await town.text(RECENT, "Do you sell ropes?");
    await settled();
    const old = (await threadOf(STRANGER))!;
    await age(old, 200);
    await age((await threadOf(RECENT))!, 100);
    const asked = { ...AS_IT_IS, conversations: "180" };
    expect(await (await save(asked)).text()).toContain("loses");
    await save(
      { ...asked, conversations: "365" },
      inOneWord({ conversations: 180, orders: 730, accesses: 365 }),
    );
    expect((await look(shopId, readRetention)).conversations).toBe(365);
    await save(asked, inOneWord({ conversations: 365, orders: 730, accesses: 365 }));
    expect((await look(shopId, readRetention)).conversations).toBe(365);
    await save(asked, inOneWord({ conversations: 180, orders: 730, accesses: 365 }));
    expect((await look(shopId, readRetention)).conversations).toBe(180);
    await prune(pruners);
    expect(await threadOf(STRANGER)).toBeNull();
    expect(await threadOf(RECENT)).not.toBeNull();
    expect(await look(shopId, (shop) => rowsOf(shop, old))).toEqual([{ n: 0 }]);
  });

  it("still never texts whom they forgot that way after a STOP", async () => {
    const { rows } = await look(shopId, async ({ sql }) => ({
      rows: await sql<{ state: string }>`
        select state from "ConsentState" where "shopId" = ${shopId}
          and "addressHash" = ${consentHash("sms", STRANGER)} and purpose = 'updates'`,
    }));
    expect(rows).toEqual([{ state: "revoked" }]);
    const { rowCount } = await pool.query(`select 1 from "ContactPoint" where value = $1`, [STRANGER]);
    expect(rowCount).toBe(0);
  });

  it("keeps the customer whom Shopify knows, and a thread with a message under way", async () => {
    const { customerId } = (await town.cast()).find(({ role }) => role === "on-time")!;
    const shopper = await openChat(app, { customer: customerId });
    await shopper.say("hello there");
    await settled();
    const [thread] = await look(
      shopId,
      ({ sql }) => sql<{ id: string; customerId: string }>`
        select v.id, v."customerId" from "Conversation" v join "Customer" c
          on c."shopId" = v."shopId" and c.id = v."customerId"
        where v."shopId" = ${shopId} and c."shopifyId" = ${String(customerId)}`,
    );
    await age(thread!.id, 200);
    const underWay = (state: string) =>
      look(
        shopId,
        ({ sql }) => sql`
          update "Message" set state = ${state} where "shopId" = ${shopId} and "conversationId" = ${thread!.id}
            and direction = 'out'`,
      );
    await underWay("unknown");
    await prune(pruners);
    const standing = () =>
      look(
        shopId,
        ({ sql }) => sql`select id from "Conversation" where "shopId" = ${shopId} and id = ${thread!.id}`,
      );
    expect(await standing()).toHaveLength(1);
    await underWay("delivered");
    await prune(pruners);
    expect(await standing()).toHaveLength(0);
    const kept = await look(
      shopId,
      ({ sql }) => sql`select id from "Customer" where "shopId" = ${shopId} and id = ${thread!.customerId}`,
    );
    expect(kept).toHaveLength(1);
  });
});

it("a period that nobody offers is refused in words", async () => {
  expect(await (await save({ ...AS_IT_IS, accesses: "1" })).text()).toContain("is not known");
  expect((await look(shopId, readRetention)).accesses).toBe(365);
});

it("our copy of an old order goes with its parcels, and Shopify is not asked to forget anything", async () => {
  const [order] = await look(
    shopId,
    ({ sql }) => sql<{ id: string }>`
      select o.id from "Order" o join "Fulfillment" f on f."shopId" = o."shopId" and f."orderId" = o.id
      where o."shopId" = ${shopId} limit 1`,
  );
  await look(
    shopId,
    ({ sql, at }) => sql`
      update "Order" set "placedAt" = ${earlier(at, 800 * DAY)}, "sourceUpdatedAt" = ${earlier(at, 800 * DAY)}
      where "shopId" = ${shopId} and id = ${order!.id}`,
  );
  await prune(pruners);
  const left = await look(
    shopId,
    ({ sql }) => sql`
      select id from "Order" where "shopId" = ${shopId} and id = ${order!.id}
      union all select id from "Fulfillment" where "shopId" = ${shopId} and "orderId" = ${order!.id}`,
  );
  expect(left).toEqual([]);
});
