import { beforeAll, describe, expect, it } from "vitest";
import { DAY, HOUR, later, MINUTE, now } from "#app/clock.ts";
import { inShop, prisma, type Shop } from "#app/db.server.ts";
import { keepFile, type PreparedFile, prepareFile } from "#app/files/keep-file.server.ts";
import { askQuestion } from "#app/guides/open-question.ts";
import { newId } from "#app/id.ts";
import { writeEvent } from "#app/jobs/events.ts";
import { prune } from "#app/jobs/prune.server.ts";
import { pruneEvents } from "#app/jobs/prune-events.ts";
import { takeFromBucket } from "#app/rate-limit.server.ts";
import { readShopEvents } from "#app/realtime/shop-events.ts";
import { pruners } from "#app/wiring/pruners.ts";
import { aThread, here, openShop, SHOP, write } from "#tests/conversations/a-thread.ts";
import { makeShop } from "#tests/orders/a-shop.ts";
import { town } from "#tests/town.ts";

beforeAll(async () => {
  await openShop();
  await makeShop("other");
});
const upkeep = () => prune(pruners);

describe("what came in through the letterbox", () => {
  const receipt = (key: string, state: { readAt?: Date; parkedFor?: string }) =>
    prisma.receipt.create({
      data: { door: "shopify", key, headers: {}, body: new Uint8Array(), receivedAt: now(), ...state },
    });
  const kept = async () => (await prisma.receipt.findMany({ orderBy: { key: "asc" } })).map(({ key }) => key);

  it("is forgotten eight days later once it was read, and never before", async () => {
    await receipt("parked", { parkedFor: "It is no JSON." });
    await receipt("read", { readAt: now() });
    await receipt("waiting", {});
    await town.clock.advance(8 * DAY - HOUR);
    await upkeep();
    expect(await kept()).toEqual(["parked", "read", "waiting"]);
    await town.clock.advance(2 * HOUR);
    await upkeep();
    expect(await kept()).toEqual(["parked", "waiting"]);
  });
});

describe("a limit", () => {
  it("holds for its whole day, and leaves nothing behind afterwards", async () => {
    const once = () => takeFromBucket("knock", { most: 1, perMs: DAY });
    expect(await once()).toEqual({ ok: true });
    await town.clock.advance(19 * HOUR);
    await upkeep();
    expect(await once()).toMatchObject({ ok: false });
    await town.clock.advance(2 * DAY + 4 * HOUR);
    await upkeep();
    expect(await prisma.rateBucket.count()).toBe(0);
  });
});

describe("what happened in a shop", () => {
  const tell = (shopId: string, name: string) => inShop(shopId, (shop) => writeEvent(shop, { name }));
  const told = (shopId: string) =>
    inShop(shopId, async ({ tx }) =>
      (await tx.domainEvent.findMany({ orderBy: { id: "asc" } })).map(({ name }) => name),
    );
  const namesAfter = async (cursor: string) =>
    (await readShopEvents(SHOP, cursor)).items.map(({ event }) => event);
  /** A cursor passes no transaction that is still open anywhere in the cluster, and other tests have theirs. */
  const cursorAfterAll = async () => {
    let { cursor } = await readShopEvents(SHOP, "");
    while ((await namesAfter(cursor)).length) ({ cursor } = await readShopEvents(SHOP, ""));
    return cursor;
  };

  it("is told for thirty days; who was away for longer is told to read everything anew", async () => {
    for (const name of ["a.first", "a.second"]) await tell(SHOP, name);
    const early = await cursorAfterAll();
    for (const name of ["a.third", "a.fourth"]) await tell(SHOP, name);
    const late = await cursorAfterAll();
    expect(await namesAfter(early)).toEqual(["shop", "shop"]);
    await town.clock.advance(29 * DAY);
    await upkeep();
    expect(await namesAfter(early)).toEqual(["shop", "shop"]);
    await town.clock.advance(2 * DAY);
    await tell(SHOP, "a.fifth");
    await upkeep();
    expect(await told(SHOP)).toEqual(["a.fourth", "a.fifth"]);
    expect((await namesAfter(early))[0]).toBe("hello");
    expect(await namesAfter(late)).toEqual(["shop"]);
  });

  it("goes batch after batch, in this shop alone", async () => {
    for (let n = 0; n < 8; n++) await tell("other", `b.${n}`);
    await tell(SHOP, "a.sixth");
    await town.clock.advance(31 * DAY);
    const gone = [];
    do gone.push(await inShop("other", (shop) => pruneEvents(shop, 4)));
    while (gone.at(-1));
    expect(gone).toEqual([3, 3, 1, 0]);
    expect(await told("other")).toEqual(["b.7"]);
    expect(await told(SHOP)).toEqual(["a.fourth", "a.fifth", "a.sixth"]);
  });
});

describe("what was proven, asked and brought along", () => {
  const rows = () =>
    here(async ({ tx }) => ({
      codes: await tx.orderCode.count(),
      proofs: await tx.orderProof.count(),
      questions: await tx.openQuestion.count(),
      files: await tx.file.count(),
    }));
  const aCode = (shop: Shop, conversationId: string) =>
    shop.tx.orderCode.create({
      data: {
        shopId: shop.id,
        id: newId(),
        conversationId,
        contactHash: "hash",
        codeHash: "hash",
        tries: 0,
        createdAt: shop.at,
        expiresAt: later(shop.at, 10 * MINUTE),
      },
    });
  const aProof = (shop: Shop, conversationId: string) =>
    shop.tx.orderProof.create({
      data: {
        shopId: shop.id,
        conversationId,
        orderId: "1",
        how: "email",
        until: later(shop.at, 30 * MINUTE),
      },
    });
  const aContact = () =>
    prepareFile(SHOP, { bytes: Buffer.from("BEGIN:VCARD\nVERSION:4.0\nFN:Ada\nEND:VCARD\n") });

  it("goes when its time is over; what a message has taken stays", async () => {
    const { conversationId } = await aThread();
    const { messageId } = await write(conversationId);
    const [left, taken] = (await Promise.all([aContact(), aContact()])) as [PreparedFile, PreparedFile];
    await here(async (shop) => {
      await aCode(shop, conversationId);
      await aProof(shop, conversationId);
      await askQuestion(shop, conversationId, { skill: "order-status", state: {} });
      await keepFile(shop, left, conversationId);
      const { id } = await keepFile(shop, taken, conversationId);
      await shop.tx.file.update({ where: { shopId_id: { shopId: shop.id, id } }, data: { messageId } });
    });
    await upkeep();
    expect(await rows()).toEqual({ codes: 1, proofs: 1, questions: 1, files: 2 });
    await town.clock.advance(35 * MINUTE);
    await upkeep();
    // The code still counts for how long the next one waits.
    expect(await rows()).toEqual({ codes: 1, proofs: 0, questions: 0, files: 2 });
    await town.clock.advance(DAY);
    await upkeep();
    expect(await rows()).toEqual({ codes: 0, proofs: 0, questions: 0, files: 1 });
  });

  it("goes in every shop of many, and by two at once without harm", async () => {
    const ids = Array.from({ length: 510 }, (_, n) => `shop-${String(n).padStart(3, "0")}`);
    const data = ids.map((id) => ({ id, domain: `${id}.myshopify.com`, installedAt: now() }));
    await prisma.shop.createMany({ data });
    const last = ids.at(-1)!;
    await inShop(last, (shop) => aProof(shop, "thread"));
    await town.clock.advance(HOUR);
    await Promise.all([upkeep(), upkeep()]);
    expect(await inShop(last, ({ tx }) => tx.orderProof.count())).toBe(0);
  });
});
