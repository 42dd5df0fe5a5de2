import { askRegistration } from "#app/channels/registrations.ts";
import { noteTrouble } from "#app/channels/sender-trouble.ts";
import { type Campaign, freshFacts, type TenDlcAnswers } from "#app/channels/ten-dlc.ts";
import { connectAccount } from "#app/channels/accounts.ts";
import { keepTemplate } from "#app/channels/keep-templates.ts";
import { blockLine } from "#app/consent/carrier-block.ts";
import { writeWords } from "#app/consent/disclosure-words.ts";
import { startImport } from "#app/consent/import-log.ts";
import { keepPart } from "#app/consent/import-parts.ts";
import { saveJoinWord } from "#app/consent/join-words.ts";
import { recordConsent } from "#app/consent/ledger.ts";
import { addNote } from "#app/conversations/add-note.ts";
import { recordDelivery } from "#app/conversations/record-delivery.ts";
import { replyAsStaff } from "#app/conversations/reply-as-staff.ts";
import { layTombstones } from "#app/customers/forgotten.ts";
import { inShop, prisma, type Shop } from "#app/db.server.ts";
import { keepFile, prepareFile } from "#app/files/keep-file.server.ts";
import { storeBytes } from "#app/files/loose-bytes.ts";
import { askQuestion } from "#app/guides/open-question.ts";
import { startOrderProof } from "#app/orders/start-order-proof.ts";
import { sealBody } from "#app/letterbox/sealed-body.ts";
import { seal } from "#app/seal.server.ts";
import { MARK } from "./canaries.ts";
import { fillMemory } from "./fill-memory.ts";
import type { Side } from "./two-shops.ts";

/** A row in every table of the shop. The proof checks that none was forgotten. */
export async function fillShop({ shopId, domain, staff, conversationId }: Side, mark: string) {
  const picture = await prepareFile(shopId, { bytes: Buffer.from(PIXEL, "base64") });
  if ("refused" in picture) throw new Error(`the picture was refused: ${picture.refused}`);
  await storeBytes(shopId, Buffer.from(mark));
  await inShop(shopId, async (shop) => {
    const { id: staffId } = await shop.tx.staffMember.findFirstOrThrow({
      where: { shopifyId: String(staff.agent) },
    });
    const base = { conversationId, staffId };
    await replyAsStaff(shop, { ...base, text: `${mark} reply`, clientId: "reply-0001", seenSeq: 1_000 });
    await addNote(shop, { ...base, text: `${mark} note`, clientId: "note-00001" });
    const { id } = await keepFile(shop, picture, conversationId);
    // As files were kept before there was a store.
    const bytes = Buffer.from(PIXEL, "base64");
    await shop.tx.fileContent.create({ data: { shopId, fileId: id, bytes } });
    await recordConsent(shop, {
      channel: "sms",
      address: `+1415555${mark === MARK ? "7001" : "8001"}`,
      purpose: "marketing",
      state: "granted",
      source: "storefront",
      evidence: { shown: `${mark} consent` },
      at: shop.at,
    });
    const line = { channel: "sms", accountId: `account-${mark}`, address: "+14155557001" };
    await blockLine(shop, line, { because: `${mark} STOP`, at: shop.at });
    await keepTemplate(shop, `waba-${domain}`, {
      ...{ providerId: "1", name: "news", language: "en_US", category: "utility", status: "approved" },
      ...{ quality: "green", reason: null, components: [{ type: "BODY", text: `${mark} template` }] },
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
        provider: "twilio",
        sender: "+14155557777",
        settings: ACCOUNT,
        secret: `${mark} secret`,
      });
    await askRegistration(shop, `${mark} account`, freshFacts(answersOf(mark), campaignOf(mark)));
    await noteTrouble(shop, { accountId: `${mark} account`, kind: "region-off", scope: "FR", code: "21408" });
    await fillMemory(shop, conversationId, mark);
    await askForPrivacy(shop, { conversationId, staffId }, mark);
    await askForConsent(shop, staffId, mark);
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

const answersOf = (mark: string): TenDlcAnswers => ({
  ...{ brand: "sole-proprietor", name: `${mark} LLC`, street: "1 Pier", city: "Portland", region: "ME" },
  ...{
    postalCode: "04101",
    country: "US",
    website: "https://tidewater.example",
    firstName: mark,
    lastName: "T",
  },
  ...{ email: "maya@tidewater.example", phone: "+14155550123", notify: "maya@tidewater.example" },
  ...{ profileSid: "", primarySid: "", mobile: "+14155550124" },
});

const campaignOf = (mark: string): Campaign => ({
  ...{ description: `${mark} texts`, flow: mark, samples: [mark], optInKeywords: [], optInMessage: "" },
  ...{ optOutMessage: "", helpMessage: "", privacyUrl: "", termsUrl: "" },
});

interface Base {
  conversationId: string;
  staffId: string;
}

/** Somebody forgotten, an export that may be fetched, and a look at a customer. */
async function askForPrivacy(shop: Shop, { conversationId: id, staffId }: Base, mark: string) {
  const { id: shopId, at } = shop;
  const { customerId } = await shop.tx.conversation.findFirstOrThrow({ where: { id } });
  await layTombstones(shop, "customer", [`${mark}-forgotten`]);
  await shop.tx.customerAccess.create({ data: { shopId, customerId, staffId, hour: at } });
  const request = { id: `request-${shopId}`, key: "data-request:1", kind: "data-request", state: "done" };
  const made = seal(JSON.stringify({ shopifyCustomerId: mark, madeAt: at, tables: {} }));
  const exportUntil = new Date(at.getTime() + 9e8);
  await shop.tx.privacyRequest.create({
    data: { shopId, receivedAt: at, export: made, exportUntil, ...request },
  });
}

/** The shop's own words, a word that joins, and a list that was brought. */
async function askForConsent(shop: Shop, staffId: string, mark: string) {
  const text = `${mark} asks: {shop} may write to me.`;
  await writeWords(shop, { channel: "sms", purpose: "marketing", language: "en", text }, staffId);
  await saveJoinWord(shop, { word: "JOINUS", purposes: ["marketing"] });
  const columns = { address: "phone", state: null, at: null, level: null, words: null };
  const plan = { channel: "sms", purpose: "marketing", country: null, separator: ",", columns } as const;
  const importId = await startImport(shop, { name: `${mark}.csv`, staffId, plan });
  await keepPart(shop, importId, { part: 0, rows: [{ refused: "no-address", line: 2 }] });
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
      body: sealBody(Buffer.from(body)),
      receivedAt: at,
      parkedFor: `${mark} parked receipt`,
    },
  });
}

const ACCOUNT = { accountSid: "AC99999999999999999999999999999999" };
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
