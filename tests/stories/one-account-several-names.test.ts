import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { standing } from "#app/consent/ledger.ts";
import { senderHash } from "#app/consent/sender-lock.ts";
import { claimMessages } from "#app/conversations/claim-messages.ts";
import { mergePeople, unmergePeople } from "#app/conversations/merge-people.ts";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { mirrorCustomer } from "#app/customers/mirror-customer.ts";
import { inShop, prisma } from "#app/db.server.ts";
import { forgetCustomer } from "#app/privacy/forget-customer.ts";
import { type App, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { town } from "#tests/town.ts";
import { whatsApp } from "#tests/whatsapp.ts";

let app: App;
let shopId: string;
let accountId: string;
let next = 0;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  accountId = await whatsApp.connect(shopId);
  await settled();
});
afterAll(stopApps);

const aNumber = () => `+49176888${String(20_000 + next++)}`;

/** Somebody with WhatsApp whom we know under both names as two: by the number from before ids came, and by the id. */
async function twoProfiles() {
  const number = aNumber();
  const thread = await heardFrom(number);
  const { userId } = await whatsApp.change(number, { isHidden: true });
  await whatsApp.write(number, "Hello, who are you?");
  await settled();
  const hidden = await threadAt(userId);
  expect(hidden.customerId).not.toBe(thread.customerId);
  return { number, userId, thread, hidden };
}

/** As WhatsApp told it while it told numbers alone. */
const heardFrom = async (from: string, text = "hi") => {
  const externalId = randomUUID();
  await inShop(shopId, (shop) =>
    receiveMessage(shop, { channel: "whatsapp", accountId, from, text, externalId, at: shop.at }),
  );
  return threadAt(from);
};
const threadAt = (address: string) =>
  look(shopId, async ({ tx }) => {
    const where = { shopId, address, direction: "in" };
    const { conversationId: id } = await tx.message.findFirstOrThrow({ where, orderBy: { seq: "desc" } });
    return tx.conversation.findUniqueOrThrow({ where: { shopId_id: { shopId, id } } });
  });
const queue = async (address: string, notBefore?: Date) => {
  const { id: conversationId } = await threadAt(address);
  const intent = `story:${randomUUID()}`;
  const draft = {
    conversationId,
    channel: "whatsapp" as const,
    address,
    text: "There is news",
    intent,
    notBefore,
  };
  await inShop(shopId, (shop) =>
    sendMessage(shop, { ...draft, author: { kind: "system" }, purpose: "service" }),
  );
  return intent;
};
const endOf = async (intent: string) => {
  const { state, reason } = await look(shopId, ({ tx }) =>
    tx.message.findFirstOrThrow({ where: { shopId, intent } }),
  );
  return reason ? `${state} ${reason}` : state;
};
const send = async (address: string) => {
  const intent = await queue(address);
  await settled();
  return endOf(intent);
};
/** Meta tells seconds. */
const aLittleLater = () => town.clock.advance(2_000);
const say = async (number: string, text: string) => {
  await aLittleLater();
  await whatsApp.write(number, text);
  await settled();
};

interface Thread {
  customerId: string;
}
/** Staff say so. */
const merge = async (one: Thread, other: Thread) => {
  const merged = await inShop(shopId, (shop) =>
    mergePeople(shop, { from: one.customerId, into: other.customerId, by: "staff" }),
  );
  if (!merged.ok) throw new Error(merged.say);
  return merged.mergeId;
};

const OUT = "suppressed opted-out";

describe("STOP from an id that hides the number", () => {
  it("ends the number, too, once a message has shown both: what waits there ends in its turn", async () => {
    const { number, userId } = await twoProfiles();
    await say(number, "STOP");
    expect(await send(number)).toBe("delivered");
    const inAnHour = await look(shopId, ({ at }) => Promise.resolve(new Date(at.getTime() + 3_600_000)));
    const planned = await queue(number, inAnHour);
    await whatsApp.change(number, { isHidden: false });
    await say(number, "Where is my order?");
    expect([await send(number), await send(userId)]).toEqual([OUT, OUT]);
    await town.clock.advance(3_700_000);
    await settled();
    expect(await endOf(planned)).toBe(OUT);
  });

  it("is written down for the number with the first message that shows it, for when nobody can tell any more", async () => {
    const number = aNumber();
    const { userId } = await whatsApp.change(number, { isHidden: true });
    await say(number, "STOP");
    await whatsApp.change(number, { isHidden: false });
    await say(number, "Where is my order?");
    for (const address of [userId, number])
      expect(
        await look(shopId, (shop) => standing(shop, { channel: "whatsapp", address, purpose: "updates" })),
      ).toBe("revoked");
  });

  it("is taken back for both by START, and both are one person to staff", async () => {
    const { number, userId, thread, hidden } = await twoProfiles();
    await say(number, "STOP");
    await whatsApp.change(number, { isHidden: false });
    await say(number, "It is me");
    expect((await threadAt(userId)).headId ?? hidden.id).toBe(thread.id);
    await say(number, "START");
    expect(await send(number)).toBe("delivered");
  });

  it("holds for the number where staff show them as one, and only while they do", async () => {
    const { number, thread, hidden } = await twoProfiles();
    await say(number, "STOP");
    const mergeId = await merge(hidden, thread);
    expect(await send(number)).toBe(OUT);
    await inShop(shopId, (shop) => unmergePeople(shop, { mergeId, by: "staff" }));
    expect(await send(number)).toBe("delivered");
  });

  it("outlives what told us that the two are one", async () => {
    const { number, thread, hidden } = await twoProfiles();
    await say(number, "STOP");
    await merge(hidden, thread);
    const shopifyId = "990001";
    await inShop(shopId, async (shop) => {
      await mirrorCustomer(shop, { id: shopifyId, updatedAt: shop.at });
      await shop.tx.customer.deleteMany({ where: { shopId, shopifyId } });
      const where = { shopId_id: { shopId, id: thread.customerId } };
      await shop.tx.customer.update({ where, data: { shopifyId } });
    });
    const subject = { shopifyId, email: null, phone: null, orders: [], requestId: shopifyId };
    await inShop(shopId, (shop) => forgetCustomer(shop, subject));
    await heardFrom(number);
    expect(await send(number)).toBe(OUT);
  });
});

describe("STOP from the number", () => {
  it("ends the id, too, by which they write later", async () => {
    const { number, userId } = await twoProfiles();
    await aLittleLater();
    await heardFrom(number, "STOP");
    expect(await send(userId)).toBe("delivered");
    await whatsApp.change(number, { isHidden: false });
    await say(number, "It is me");
    await whatsApp.change(number, { isHidden: true });
    await say(number, "and hidden again");
    expect(await send(userId)).toBe(OUT);
  });
});

describe("a text from one name that we have acknowledged and not read", () => {
  const unread = (more: object) =>
    prisma.receipt.create({
      data: {
        ...{ door: "meta", key: randomUUID(), headers: {}, body: Buffer.from(""), receivedAt: new Date(0) },
        ...more,
      },
    });
  const known = async () => {
    const { number, userId } = await twoProfiles();
    await whatsApp.change(number, { isHidden: false });
    await say(number, "It is me");
    return { number, userId };
  };
  /** Claimed by this process, as a worker would. */
  const claim = async (intent: string) =>
    inShop(shopId, async (shop) => {
      const { id } = await shop.tx.message.findFirstOrThrow({ where: { shopId, intent } });
      return (await claimMessages(shop, [id])).length;
    });

  it("holds back what goes to the other, whichever of its names the receipt is kept under", async () => {
    const { number, userId } = await known();
    const inAnHour = await look(shopId, ({ at }) => Promise.resolve(new Date(at.getTime() + 3_600_000)));
    const intent = await queue(number, inAnHour);
    for (const hashes of [
      { senderHash: senderHash("whatsapp", userId) },
      { senderHash: senderHash("whatsapp", aNumber()), alsoHash: senderHash("whatsapp", userId) },
    ]) {
      const { door, key } = await unread(hashes);
      expect(await claim(intent)).toBe(0);
      await prisma.receipt.delete({ where: { door_key: { door, key } } });
    }
    expect(await claim(intent)).toBe(1);
  });

  it("is kept under both, so that it holds before anybody knows that they are one", async () => {
    const { number, userId } = await known();
    await aLittleLater();
    const kept = await receiptsOf(() => whatsApp.write(number, "Another question"));
    expect(kept).toEqual([[senderHash("whatsapp", number), senderHash("whatsapp", userId)]]);
  });

  /** As they are kept: reading empties them. */
  async function receiptsOf(act: () => Promise<unknown>) {
    await prisma.$executeRawUnsafe(`create table "Kept" (one text, other text)`);
    await prisma.$executeRawUnsafe(`create function remember_kept() returns trigger language plpgsql as
      $$ begin insert into "Kept" values (new."senderHash", new."alsoHash"); return new; end $$`);
    await prisma.$executeRawUnsafe(`create trigger remember_kept after insert on "Receipt" for each row
      when (new."senderHash" is not null) execute function remember_kept()`);
    await act();
    await settled();
    const kept = await prisma.$queryRawUnsafe<{ one: string; other: string }[]>(`select * from "Kept"`);
    return kept.map(({ one, other }) => [one, other]);
  }
});
