import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { ChatPass } from "#app/chat/chat-tokens.ts";
import { answerJson, readJson, refuse } from "#app/chat/http.server.ts";
import { threadOf } from "#app/chat/whose-thread.ts";
import { cleanText } from "#app/clean-text.ts";
import { SECOND } from "#app/clock.ts";
import { markShopperRead } from "#app/conversations/mark-read.ts";
import { LONGEST_MESSAGE } from "#app/conversations/message.ts";
import { ofMessage, readMessageRows } from "#app/conversations/message-rows.ts";
import { toMessageView } from "#app/conversations/message-view.ts";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { identifyShopifyCustomer } from "#app/customers/identify-shopify-customer.ts";
import { inShop, readShop, type Shop } from "#app/db.server.ts";
import { FileGone } from "#app/files/claim-files.ts";
import { fileUrl } from "#app/files/file-url.ts";
import { LARGEST_FILE, SAY_REFUSAL } from "#app/files/file-kinds.ts";
import { keepFile, prepareFile } from "#app/files/keep-file.server.ts";
import { takeFromBucket } from "#app/rate-limit.server.ts";
import { readBody } from "#app/read-body.server.ts";
import { whisperTyping } from "#app/realtime/whisper.ts";

export interface Doing {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  pass: ChatPass;
}

const messageBody = z.object({
  clientId: z.string().regex(/^[\w-]{8,64}$/),
  text: z.string(),
  choice: z.string().max(200).transform(cleanText).optional(),
  files: z
    .array(z.string().regex(/^[\w-]{8,64}$/))
    .max(10)
    .optional(),
});

/** One visitor's flood must not be everybody's: thirty messages a minute are more than anyone types. */
const MESSAGES_A_MINUTE = 30;
const PICTURES_A_MINUTE = 10;

export async function postMessage({ request, response, pass }: Doing): Promise<void> {
  const body = await readBody(request, 100_000);
  if (!body) return refuse(response, 413, "too-long", TOO_LONG);
  const parsed = messageBody.safeParse(readJson(body));
  if (!parsed.success) return refuse(response, 400, "malformed", "This message could not be read.");
  const text = parsed.data.text.trim();
  if (!text && !parsed.data.files?.length) return refuse(response, 400, "empty", "Write something first.");
  if (text.length > LONGEST_MESSAGE) return refuse(response, 400, "too-long", TOO_LONG);
  if (await isFlood(response, `chat:${pass.visitorId}`, MESSAGES_A_MINUTE)) return;
  const message = await inShop(pass.shopId, async (shop) => {
    const { messageId } = await receive(shop, pass, { ...parsed.data, text });
    const [written] = await readMessageRows(shop, ofMessage(messageId));
    return written!;
  }).catch(nullIfFileGone);
  if (!message) return refuse(response, 410, "file-gone", "A picture is no longer kept. Add it again.");
  answerJson(response, 200, { message: toMessageView(message, fileUrl) });
}

function nullIfFileGone(error: unknown): null {
  if (error instanceof FileGone) return null;
  throw error;
}

const TOO_LONG = `A message can have ${LONGEST_MESSAGE.toLocaleString("en")} characters. Shorten it, or send it in two.`;

async function receive(shop: Shop, pass: ChatPass, body: z.infer<typeof messageBody>) {
  const { customerShopifyId, visitorId } = pass;
  const customer = customerShopifyId ? await identifyShopifyCustomer(shop, customerShopifyId) : null;
  return receiveMessage(shop, {
    channel: "chat",
    accountId: null,
    from: visitorId,
    ...(customer && { customerId: customer.customerId, signedInAs: customerShopifyId! }),
    text: body.text,
    choice: body.choice,
    files: body.files?.map((id) => ({ id })),
    clientId: body.clientId,
    locale: pass.locale,
    network: pass.network,
    at: shop.at,
  });
}

export async function postPicture({ request, response, pass }: Doing): Promise<void> {
  if (await isFlood(response, `pictures:${pass.visitorId}`, PICTURES_A_MINUTE)) return;
  const body = await readBody(request, LARGEST_FILE);
  if (!body) return refuse(response, 413, "too-large", SAY_REFUSAL["too-large"]);
  const prepared = await prepareFile(pass.shopId, { bytes: body });
  if ("refused" in prepared) return refuse(response, 415, "not-a-picture", SAY_REFUSAL[prepared.refused]);
  const kept = await inShop(pass.shopId, async (shop) =>
    keepFile(shop, prepared, (await threadOf(shop, pass))?.id ?? null),
  );
  answerJson(response, 200, { ...kept, url: fileUrl(pass.shopId, kept.id) });
}

export async function postTyping({ response, pass }: Doing): Promise<void> {
  const thread = await readShop(pass.shopId, (shop) => threadOf(shop, pass));
  if (thread) await whisperTyping(pass.shopId, thread.id, "shopper");
  answerJson(response, 200, { ok: true });
}

const readBodyShape = z.object({ upTo: z.number().int().min(0).max(2_000_000_000) });

export async function postRead({ request, response, pass }: Doing): Promise<void> {
  const parsed = readBodyShape.safeParse(readJson(await readBody(request, 1_000)));
  if (!parsed.success) return refuse(response, 400, "malformed");
  await inShop(pass.shopId, async (shop) => {
    const thread = await threadOf(shop, pass);
    if (thread) await markShopperRead(shop, thread.id, parsed.data.upTo);
  });
  answerJson(response, 200, { ok: true });
}

async function isFlood(response: ServerResponse, key: string, most: number): Promise<boolean> {
  const taken = await takeFromBucket(key, { most, perMs: 60 * SECOND });
  if (taken.ok) return false;
  answerJson(response, 429, { error: "too-many", retryAfter: Math.ceil(taken.retryAfterMs / SECOND) });
  return true;
}
