import { z } from "zod";
import type {
  Account,
  ChannelAdapter,
  Found,
  InboundMedia,
  InboxChannel,
  Outbound,
  SendResult,
} from "#app/channels/channel.ts";
import { askGraph, type GraphFault } from "#app/channels/graph-api.server.ts";
import { OUR_METADATA, readPlatformWebhook } from "#app/channels/messenger-platform.ts";
import { isFromMeta } from "#app/channels/meta-webhook.server.ts";
import { sendParts } from "#app/channels/send-parts.ts";
import { SECOND } from "#app/clock.ts";
import { fetchGuarded, type Fetched } from "#app/files/fetch-guarded.server.ts";
import { LARGEST_FILE } from "#app/files/file-kinds.ts";
import { splitText } from "#app/words/split-text.ts";

/** Messenger or Instagram, as its API is spoken to. */
export interface PlatformApi {
  name: InboxChannel;
  url: string;
  /** Longest text of one call: Messenger counts characters, Instagram bytes of UTF-8. */
  longest: number;
  lengthOf(text: string): number;
}

/** What an account of Messenger or Instagram keeps in the open. */
export const platformSettings = z.object({
  /** As the merchant knows it: a Page's name, an Instagram user name. */
  name: z.string(),
  permissions: z.array(z.string()),
});

/** The adapter of either: what they share, and what each does its own way. */
export const platformAdapter = (
  api: PlatformApi,
  own: Required<Pick<ChannelAdapter, "limits" | "nameOf" | "check">>,
): ChannelAdapter => ({
  provider: api.name,
  channel: api.name,
  abilities: {
    // Quick replies: thirteen, of twenty characters each.
    buttons: { most: 13, label: 20 },
    list: { most: 0, label: 0 },
    pictures: true,
    longest: api.longest,
    answersKeywords: false,
  },
  settings: platformSettings,
  sendsWithin: 15 * SECOND,
  verify: isFromMeta,
  parse: ({ body }, now) => readPlatformWebhook(body, now),
  send: (account, message, signal) => sendOnPlatform(api, account, message, signal),
  find: (account, message) => findOnPlatform(api, account, message),
  fetchMedia: fetchFromPlatform,
  ...own,
});

const Sent = z.object({ message_id: z.string() });

/**
 * Sends by the Send API: pictures each by itself, then the words, in parts where they are too long for one call. What a
 * person wrote goes again under the human-agent tag where Meta says that the first day is over: that refusal proves
 * that nothing was taken. What no person wrote never bears the tag (Meta's policy; reliability R27).
 */
async function sendOnPlatform(
  api: PlatformApi,
  account: Account,
  message: Outbound,
  signal: AbortSignal,
): Promise<SendResult> {
  const [page, person] = message.to.split(":");
  if (page !== account.sender || !person) return { as: "refused", code: "other-account" };
  return sendParts(contentsOf(api, message), (content) =>
    sendOne({ api, account, message, person, content, signal }),
  );
}

interface Part {
  api: PlatformApi;
  account: Account;
  message: Outbound;
  person: string;
  content: object;
  signal: AbortSignal;
}

async function sendOne(part: Part): Promise<SendResult> {
  const first = await post(part, { messaging_type: part.message.isMarketing ? "UPDATE" : "RESPONSE" });
  const isClosed = first.as === "refused" && first.effect === "window-closed";
  return isClosed && part.message.isByPerson
    ? post(part, { messaging_type: "MESSAGE_TAG", tag: "HUMAN_AGENT" })
    : first;
}

async function post({ api, account, person, content, signal }: Part, type: object): Promise<SendResult> {
  const answer = await askGraph(`${api.url}/${account.sender}/messages`, Sent, {
    token: account.secret,
    method: "POST",
    fields: { recipient: { id: person }, ...type, message: content },
    signal,
  });
  return answer.ok ? { as: "accepted", externalId: answer.data.message_id } : readRefusal(answer.fault);
}

/** Choices and our id go with the last: what comes back of it, and of it alone, is news of the message. */
function contentsOf(api: PlatformApi, { text, choices, media, messageId }: Outbound): object[] {
  const pictures = media.map(({ url, contentType }) => ({
    attachment: { type: kindOf(contentType), payload: { url } },
  }));
  const quick = choices.map(({ id, label }) => ({ content_type: "text", title: label, payload: id }));
  const words = partsOf(api, text).map((part) => ({ text: part, metadata: OUR_METADATA }));
  const last = words.pop();
  if (!last) return pictures;
  const whole = {
    ...last,
    metadata: OUR_METADATA + messageId,
    ...(quick.length && { quick_replies: quick }),
  };
  return [...pictures, ...words, whole];
}

/** A text in as few parts as its script allows. */
function partsOf({ longest, lengthOf }: PlatformApi, text: string): string[] {
  if (!text) return [];
  for (let most = longest; ; most = Math.floor(most * 0.8)) {
    const parts = splitText(text, most);
    if (parts.every((part) => lengthOf(part) <= longest)) return parts;
  }
}

function kindOf(contentType: string): string {
  const [kind = ""] = contentType.split("/");
  return ["image", "video", "audio"].includes(kind) ? kind : "file";
}

const WINDOW_CLOSED = [2018278, 2018065, 2534022];
const NO_SUCH_PERSON = [2018001, 2534014];
const BUSY = [4, 17, 32, 613, 1200];

/**
 * Meta's error codes (Messenger Platform, "Error codes", read 2026-11; Instagram's subcodes by the reports of those who
 * met them). A 5xx, and code 1 or 2 of a 400, may have been taken all the same.
 */
function readRefusal({ code, subcode, status, wasWritten, words }: GraphFault): SendResult {
  if (status === null) return wasWritten ? { as: "unknown", code: words } : later(words);
  const said = [code ?? `http-${status}`, subcode].filter((part) => part !== null).join(":");
  if (status === 429 || BUSY.includes(code ?? 0)) return later(said);
  if (status < 400 || status >= 500 || code === 1 || code === 2) return { as: "unknown", code: said };
  return { as: "refused", code: said, ...effectOf(code ?? 0, subcode ?? 0) };
}

function effectOf(code: number, subcode: number): Pick<Extract<SendResult, { as: "refused" }>, "effect"> {
  if (WINDOW_CLOSED.includes(subcode)) return { effect: "window-closed" };
  if (NO_SUCH_PERSON.includes(subcode)) return { effect: "bad-address" };
  const isAboutUs = code === 190 || code === 10 || code === 3 || code === 368 || (code >= 200 && code < 300);
  return isAboutUs ? { effect: "sender-trouble" } : {};
}

const later = (code: string): SendResult => ({ as: "later", code, afterMs: 30_000 });

/** Where Meta keeps what people send. An address opens without a token, for some hours. */
const MEDIA_HOSTS = [".fbcdn.net", ".fbsbx.com", ".cdninstagram.com"];

/** What came with a message, from the address that its webhook gave. */
async function fetchFromPlatform(
  _account: Account,
  { from }: InboundMedia,
  signal: AbortSignal,
): Promise<Fetched> {
  if (!("url" in from)) return { ok: false, because: "not-allowed", isFinal: true };
  return fetchGuarded(from.url, { hosts: MEDIA_HOSTS, largest: LARGEST_FILE, signal });
}

const Conversations = z.object({
  data: z.array(
    z.object({
      messages: z.object({
        data: z.array(
          z.object({
            id: z.string(),
            created_time: z.string(),
            from: z.object({ id: z.string() }),
            message: z.string().default(""),
          }),
        ),
      }),
    }),
  ),
});

/** Reads the thread with this shopper: what the account said since our claim in these very words. */
async function findOnPlatform(api: PlatformApi, account: Account, message: Outbound): Promise<Found> {
  const [, person = ""] = message.to.split(":");
  const answer = await askGraph(`${api.url}/${account.sender}/conversations`, Conversations, {
    token: account.secret,
    fields: { platform: api.name, user_id: person, fields: "messages{id,created_time,from,message}" },
  });
  if (!answer.ok) return { as: "unavailable" };
  // Seconds only in Graph's times.
  const since = message.claimedAt.getTime() - 1_000;
  const last = partsOf(api, message.text).at(-1);
  const said = answer.data.data.flatMap(({ messages }) => messages.data);
  const ours = said.filter(
    ({ from, created_time, message: words }) =>
      from.id === account.sender && words === last && Date.parse(created_time) >= since,
  );
  return { as: "asked", matches: ours.map(({ id }) => ({ externalId: id, state: "sent", code: null })) };
}

/** What does not work for want of a permission, in words; null where nothing is missing. */
export function sayMissing(needed: Record<string, string>, granted: string[]): string | null {
  const missing = Object.entries(needed).filter(([permission]) => !granted.includes(permission));
  if (!missing.length) return null;
  return missing.map(([permission, without]) => `Without ${permission}, ${without}.`).join(" ");
}
