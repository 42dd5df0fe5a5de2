import { PURPOSES } from "#app/consent/purposes.ts";
import { beforeAll, describe, expect, it } from "vitest";
import { threadOf } from "#app/chat/whose-thread.ts";
import { readThread as readForShopper } from "#app/chat/read-thread.ts";
import { consentHash, consentHashes } from "#app/consent/consent-address.ts";
import { addNote } from "#app/conversations/add-note.ts";
import { isWithStaff } from "#app/conversations/hand-over.ts";
import { readInboxRow } from "#app/conversations/inbox.ts";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { replyAsStaff } from "#app/conversations/reply-as-staff.ts";
import { splitPerson } from "#app/conversations/split-person.ts";
import { readThread } from "#app/conversations/thread.ts";
import { readConsent, standing } from "#app/consent/ledger.ts";
import { identifyShopifyCustomer } from "#app/customers/identify-shopify-customer.ts";
import { mirrorCustomer } from "#app/customers/mirror-customer.ts";
import { dismissSuggestion, suggestMerges } from "#app/customers/suggest-merges.ts";
import type { Shop } from "#app/db.server.ts";
import { personOf } from "#app/customers/person-of.ts";
import { newId } from "#app/id.ts";
import { aMember, here, openShop, SHOP } from "#tests/conversations/a-thread.ts";
import { decisionsOf, freshPhone, texts } from "#tests/conversations/people.ts";

let maya: string;
beforeAll(async () => {
  await openShop();
  maya = await aMember("owner");
});
const { merge, undo } = decisionsOf(() => maya);
const shown = async (conversationId: string) =>
  (await here((shop) => readThread(shop, conversationId)))?.messages.map(({ text }) => text);
const row = (id: string) => here((shop) => readInboxRow(shop, id, maya));

describe("two people shown as one", () => {
  it("are one row and one thread, in the order in which they wrote", async () => {
    const [ann, other] = [freshPhone(), freshPhone()];
    const one = await texts(ann, "first");
    const two = await texts(other, "second");
    await texts(ann, "third");
    await merge(two.customerId, one.customerId);
    expect(await shown(one.conversationId)).toEqual(["first", "second", "third"]);
    expect(await shown(two.conversationId)).toEqual(["first", "second", "third"]);
    expect((await row(two.conversationId))?.row).toMatchObject({
      id: one.conversationId,
      parts: [two.conversationId],
      preview: "third",
    });
  });

  it("keep their consent: a STOP of one number is none of the other", async () => {
    const [ann, other] = [freshPhone(), freshPhone()];
    const one = await texts(ann, "hello");
    const two = await texts(other, "STOP");
    const { mergeId } = await merge(two.customerId, one.customerId);
    const stands = (address: string) =>
      here((shop) => standing(shop, { channel: "sms", address, purpose: "updates" }));
    expect([await stands(ann), await stands(other)]).toEqual([null, "revoked"]);
    await undo(mergeId);
    expect([await stands(ann), await stands(other)]).toEqual([null, "revoked"]);
    expect(await here((shop) => readConsent(shop, [{ channel: "sms", address: other }]))).toHaveLength(
      PURPOSES.length,
    );
  });
});

describe("a merge by staff", () => {
  it("opens nothing: a shopper reads on in their own thread, and what one has proven the other has not", async () => {
    const visitor = newId();
    const chat = await here((shop) =>
      receiveMessage(shop, {
        channel: "chat",
        accountId: null,
        from: visitor,
        text: "in the chat",
        clientId: newId(),
        at: shop.at,
      }),
    );
    const ann = await texts(freshPhone(), "by text");
    const { customerId } = await here(({ tx }) =>
      tx.conversation.findFirstOrThrow({ where: { shopId: SHOP, id: chat.conversationId } }),
    );
    await merge(customerId, ann.customerId);
    const theirs = await here((shop) =>
      threadOf(shop, { shopId: SHOP, visitorId: visitor, customerShopifyId: null }),
    );
    expect(theirs?.id).toBe(chat.conversationId);
    const page = await here((shop) => readForShopper(shop, theirs!, {}));
    expect(page.messages.map(({ text }) => text)).toEqual(["in the chat"]);
  });

  it("is answered where it was heard from last, and both are in staff's hands from then on", async () => {
    const [ann, other] = [freshPhone(), freshPhone()];
    const one = await texts(ann, "first");
    const two = await texts(other, "second");
    await here((shop) => connectedAccount(shop));
    await merge(two.customerId, one.customerId);
    await texts(ann, "third");
    const reply = (clientId: string, seenSeq: number) =>
      here((shop) =>
        replyAsStaff(shop, {
          conversationId: one.conversationId,
          staffId: maya,
          text: clientId,
          clientId,
          seenSeq,
        }),
      );
    const { lastSeq } = (await here((shop) => readThread(shop, one.conversationId)))!;
    expect(await reply("to the first number", lastSeq)).toMatchObject({ sent: true, isNew: true });
    await texts(other, "fourth");
    expect(await reply("to the second number", lastSeq + 2)).toMatchObject({ sent: true, isNew: true });
    // The same click once more, though the other thread was heard from meanwhile.
    expect(await reply("to the first number", lastSeq)).toMatchObject({ sent: true, isNew: false });
    const sent = await here(({ tx }) =>
      tx.message.findMany({ where: { shopId: SHOP, direction: "out", address: { in: [ann, other] } } }),
    );
    expect(sent.map(({ address, body }) => [address, body]).sort()).toEqual(
      [
        [ann, "to the first number"],
        [other, "to the second number"],
      ].sort(),
    );
    for (const { conversationId } of [one, two])
      expect(await here((shop) => isWithStaff(shop, conversationId))).toBe(true);
  });

  it("warns of a colleague who answered in either of the two threads", async () => {
    const ben = await aMember("agent");
    const ann = freshPhone();
    const one = await texts(ann, "first");
    // Her thread is further than the one that Ben will answer in.
    for (const words of ["more", "and more", "and still more"]) await texts(ann, words);
    const two = await texts(freshPhone(), "second");
    await here((shop) => connectedAccount(shop));
    await merge(two.customerId, one.customerId);
    const { lastSeq } = (await here((shop) => readThread(shop, one.conversationId)))!;
    const reply = (staffId: string) =>
      here((shop) =>
        replyAsStaff(shop, {
          conversationId: one.conversationId,
          staffId,
          text: staffId,
          clientId: newId(),
          seenSeq: lastSeq,
        }),
      );
    expect(await reply(ben)).toMatchObject({ sent: true });
    expect(await reply(maya)).toMatchObject({ sent: false, reason: "colleague-answered" });
  });
});

async function connectedAccount(shop: Shop): Promise<void> {
  const known = { shopId: SHOP, channel: "sms", provider: "twilio", sender: "+14155550100" };
  await shop.tx.channelAccount.createMany({
    data: { ...known, id: "sms-account", settings: {}, connectedAt: shop.at },
    skipDuplicates: true,
  });
}

describe("a split", () => {
  it("takes what was written from there and to there, and leaves notes and the rest", async () => {
    const ann = freshPhone();
    const other = freshPhone();
    const one = await texts(ann, "mine");
    const two = await texts(other, "not mine");
    await merge(two.customerId, one.customerId);
    const clientId = newId();
    await here((shop) =>
      addNote(shop, { conversationId: one.conversationId, staffId: maya, text: "a note", clientId }),
    );
    const point = await here(({ tx }) =>
      tx.contactPoint.findFirstOrThrow({ where: { shopId: SHOP, value: other } }),
    );
    const apart = await here((shop) =>
      splitPerson(shop, { customerId: one.customerId, points: [point.id], by: maya }),
    );
    if (!apart.ok) throw new Error(apart.say);
    expect(await shown(apart.conversationId!)).toEqual(["not mine"]);
    expect(await shown(one.conversationId)).toEqual(["mine", "a note"]);
    const again = await texts(other, "still not mine");
    expect(again.conversationId).toBe(apart.conversationId);
    expect(await here((shop) => suggestMerges(shop, [apart.customerId]))).toEqual([]);
  });

  it("that would leave nobody is refused, and so is one of nothing", async () => {
    const one = await texts(freshPhone(), "hello");
    const points = await here(({ tx }) =>
      tx.contactPoint.findMany({ where: { shopId: SHOP, customerId: one.customerId } }),
    );
    const split = (ids: string[]) =>
      here((shop) => splitPerson(shop, { customerId: one.customerId, points: ids, by: maya }));
    expect(await split(points.map(({ id }) => id))).toMatchObject({ ok: false, reason: "nothing-left" });
    expect(await split(["none"])).toMatchObject({ ok: false, reason: "nothing-chosen" });
  });
});

describe("a suggestion", () => {
  const told = (id: string, phone: string) =>
    here(async (shop) => {
      await mirrorCustomer(shop, { id, updatedAt: shop.at, phone });
      return (await identifyShopifyCustomer(shop, id))!.customerId;
    });

  it("finds the same number in its other form, stays dismissed, and merges nothing", async () => {
    const [one, other] = [await told("61001", "+5511987650001"), await told("61002", "+551187650001")];
    const found = await here((shop) => suggestMerges(shop, [one]));
    expect(found).toMatchObject([{ customerId: other, shared: [{ kind: "phone", value: "+551187650001" }] }]);
    expect(await here((shop) => personOf(shop, one))).toBe(one);
    await here((shop) => dismissSuggestion(shop, { oneId: one, otherId: other, by: maya }));
    expect(await here((shop) => suggestMerges(shop, [one]))).toEqual([]);
    expect(await here((shop) => suggestMerges(shop, [other]))).toEqual([]);
  });

  it("is none where many have the number", async () => {
    const phone = freshPhone();
    const all: string[] = [];
    for (let n = 0; n < 7; n++) all.push(await told(`6200${n}`, phone));
    expect(await here((shop) => suggestMerges(shop, [all[0]!]))).toEqual([]);
  });
});

describe("a number that has two forms", () => {
  it("is heard, found and stopped in both", async () => {
    const [given, other] = ["+5491144440001", "+541144440001"];
    const one = await texts(given, "hola");
    const two = await texts(other, "STOP");
    expect(two.conversationId).toBe(one.conversationId);
    for (const address of [given, other])
      expect(await here((shop) => standing(shop, { channel: "sms", address, purpose: "updates" }))).toBe(
        "revoked",
      );
  });

  it("is still stopped where the STOP was kept under the form that it came in", async () => {
    const [given, other] = ["+5215544440001", "+525544440001"];
    await here(async (shop) => {
      const oldHash = consentHashes("sms", given)[0]!;
      expect(oldHash).not.toBe(consentHash("sms", given));
      await shop.tx.consentState.create({
        data: {
          shopId: SHOP,
          channel: "sms",
          addressHash: oldHash,
          purpose: "updates",
          state: "revoked",
          since: shop.at,
        },
      });
    });
    for (const address of [given, other])
      expect(await here((shop) => standing(shop, { channel: "sms", address, purpose: "updates" }))).toBe(
        "revoked",
      );
  });
});
