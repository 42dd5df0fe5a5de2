import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CastMember } from "#sandbox/shopify/store/truth-types.ts";
import { understand } from "#app/understanding/understand.ts";
import { type App, connectSms, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { openChat } from "#tests/chat.ts";
import { town } from "#tests/town.ts";
import { WIRE } from "#tests/wire/documented-sample.ts";

let app: App;
let shopId: string;
let cast: Record<string, CastMember>;
let chiarasOrder: { id: number; name: string };
/** UPS numbers: of a parcel of Chiara's, and one that this shop never had. */
const OURS = "1Z999AA10123456784";
const NOBODYS = "1Z5R89390357567127";
/** A small carrier's, as the shop typed it. */
const ODD = "blp 7788-1";

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  await connectSms(app, shopId);
  cast = Object.fromEntries((await town.cast()).map((member) => [member.role, member]));
  const lines = (await town.order(cast.split!.orderId!)).lineItems;
  chiarasOrder = await town.placeOrder({
    customerId: cast.split!.customerId,
    email: cast.split!.customerEmail,
    lines: lines.map(({ variantId }) => ({ variantId: variantId!, quantity: 1 })),
  });
  await settled();
  const [first, second] = (await town.order(chiarasOrder.id)).lineItems;
  for (const [line, carrier, number] of [
    [first, "UPS", OURS],
    [second, "Baltic Letter Post", ODD],
  ] as const)
    await town.ship(chiarasOrder.id, { lines: [{ lineItemId: line!.id, quantity: 1 }], carrier, number });
  await settled();
});
afterAll(stopApps);

describe("a shopper who names a parcel by its tracking number", () => {
  it("hears of their own order where they are signed in, in any spelling of the number, with the parcel's page", async () => {
    const chiara = await openChat(app, { customer: cast.split!.customerId });
    for (const spelling of [OURS, "where is 1z 999 aa1 01 2345 6784"]) {
      await chiara.say(spelling);
      await settled();
      const answer = await chiara.lastAnswer();
      expect(answer?.text, spelling).toContain(chiarasOrder.name);
      expect(answer?.card?.kind).toBe("order");
      expect((await fetch(answer!.link!.url)).status).toBe(200);
      expect(new URL(answer!.link!.url).pathname).toMatch(/^\/track\/[\w-]{59}$/);
    }
  });

  it("proves nothing by it: a stranger hears the same of a parcel of ours and of nobody's, and the carrier's page", async () => {
    const said: string[] = [];
    for (const number of [OURS, NOBODYS]) {
      const stranger = await openChat(app);
      await stranger.say(`Where is my parcel ${number}?`);
      await settled();
      const answer = await stranger.lastAnswer();
      expect(answer?.card).toBeNull();
      expect(answer?.text).toContain("6-digit code");
      expect(answer?.link?.url).toContain(`trackNums=${number}`);
      said.push(JSON.stringify([answer!.text, answer!.link, answer!.choices]).replaceAll(number, "N"));
    }
    expect(said[0]).toBe(said[1]);
  });

  it("hears of it after typing the code that went to the contact on its order", async () => {
    const stranger = await openChat(app);
    await stranger.say(`tracking number ${OURS}`);
    await settled();
    const code = /\d{6}/.exec((await town.mail(cast.split!.customerEmail!)).at(-1)!.text)![0];
    await stranger.say(code);
    await settled();
    expect((await stranger.lastAnswer())?.text).toContain(chiarasOrder.name);
  });

  it("is asked kindly to check a number with a digit wrong, and answered when it is right", async () => {
    const chiara = await openChat(app, { customer: cast.split!.customerId });
    await chiara.say("where is 1Z999AA10123456785");
    await settled();
    expect((await chiara.lastAnswer())?.text).toContain("1Z999AA10123456785 does not look like a complete");
    await chiara.say(OURS);
    await settled();
    expect((await chiara.lastAnswer())?.text).toContain(chiarasOrder.name);
  });

  it("hears of a parcel whose carrier's numbers are in no book, and nobody else does", async () => {
    const chiara = await openChat(app, { customer: cast.split!.customerId });
    await chiara.say("tracking number BLP77881");
    await settled();
    expect((await chiara.lastAnswer())?.text).toContain(chiarasOrder.name);
    const stranger = await openChat(app);
    await stranger.say("tracking number BLP77881");
    await settled();
    expect((await stranger.lastAnswer())?.text).toContain("BLP77881 does not look like a complete");
  });

  it("hears by text what a stranger hears, though the number is on the label", async () => {
    await town.text("+14155550181", `where is ${OURS}`);
    await town.text("+14155550182", `where is ${NOBODYS}`);
    await settled();
    const heard = async (phone: string, number: string) =>
      (await town.phone(phone)).find(({ direction }) => direction === "in")?.body.replaceAll(number, "N");
    const [hit, miss] = [await heard("+14155550181", OURS), await heard("+14155550182", NOBODYS)];
    expect(hit).toContain("6-digit code");
    expect(hit).toBe(miss);
  });
});

it("a parcel's numbers are looked up by an index, and follow what the shop changes", async () => {
  const numbersOf = (orderId: number) =>
    look(
      shopId,
      ({ sql }) => sql<{ number: string }>`
      select n.number from "ParcelNumber" n join "Fulfillment" f on f."shopId" = n."shopId" and f.id = n."fulfillmentId"
      where f."orderId" = ${String(orderId)} order by 1`,
    );
  expect(await numbersOf(chiarasOrder.id)).toEqual([{ number: OURS }, { number: "BLP77881" }]);
  const plan = await look(shopId, async ({ sql }) => {
    await sql`set local enable_seqscan = off`;
    return sql`explain select f."orderId" from "ParcelNumber" n
      join "Fulfillment" f on f."shopId" = n."shopId" and f.id = n."fulfillmentId"
      where n."shopId" = ${shopId} and n.number = ${OURS} order by f."shippedAt" desc limit 5`;
  });
  const text = JSON.stringify(plan);
  expect(text).toMatch(/Index Cond: \(\(\\"shopId\\" = [^)]*\) AND \(number = /);
  expect(text).not.toContain("Seq Scan");
});

const samples = join(WIRE, "tracking/test-numbers.json");
if (!existsSync(samples)) console.log("no tracking numbers of carriers here, skipped");

it.skipIf(!existsSync(samples))(
  "every carrier's sample number asks for its status; a mistyped one is never taken for a right one",
  () => {
    const all = JSON.parse(readFileSync(samples, "utf8")) as { number: string; valid: boolean }[];
    const wrong = all.filter(({ number, valid }) => {
      const { intent, trackingNumbers, orderNumbers } = understand(`My tracking number is ${number}`);
      const isFound = trackingNumbers.length === 1;
      return valid
        ? !isFound || intent !== "order-status" || orderNumbers.length > 0
        : orderNumbers.length > 0;
    });
    expect(wrong).toEqual([]);
  },
);
