import { createPublicKey, verify as verifySignature } from "node:crypto";
import { z } from "zod";
import type {
  Account,
  ChannelAdapter,
  Found,
  Inbound,
  InboundMedia,
  Outbound,
  RawRequest,
  SendLimit,
  SendResult,
} from "#app/channels/channel.ts";
import { effectOfCode, refusalOfCode } from "#app/channels/provider-codes.ts";
import { smsAbilities } from "#app/channels/sms-abilities.ts";
import { askTelnyx } from "#app/channels/telnyx-api.server.ts";
import { codeOf, mediaOf, readTelnyxLog as logSince, reported } from "#app/channels/telnyx-log.server.ts";
import { MINUTE, now, SECOND } from "#app/clock.ts";
import { type Fetched, fetchGuarded } from "#app/files/fetch-guarded.server.ts";
import { LARGEST_FILE } from "#app/files/file-kinds.ts";
import { readJson } from "#app/payload.ts";
import { plainWhereItPays } from "#app/words/plain-signs.ts";
import { Unreadable } from "#app/letterbox/unreadable.ts";

/** Telnyx's own advice against replays. */
const OLDEST_SIGNATURE_S = 300;

export const telnyxSettings = z.object({
  /** As the portal shows it (Keys & Credentials, Public Key): base64 of 32 bytes. */
  publicKey: z
    .string()
    .refine(
      (key) => Buffer.from(key, "base64").length === 32,
      "The public key is 44 characters that end with =",
    ),
  /** Typographic signs are made plain where that spares segments. */
  plainSigns: z.boolean().default(true),
});

/** SMS by Telnyx: a second carrier beside Twilio. `secret` is the API key. */
export const telnyx: ChannelAdapter = {
  provider: "telnyx",
  channel: "sms",
  // Ten parts of UCS-2; of GSM-7 it would be 1,530.
  abilities: smsAbilities(670),
  settings: telnyxSettings,
  sendsWithin: 15 * SECOND,
  limits,
  verify,
  parse,
  send,
  find,
  logSince,
  fetchMedia,
  check,
};

/** A long code carries one message a second (docs/messaging/messages/rate-limiting). */
function limits({ sender }: Account): SendLimit[] {
  return [{ key: `telnyx:${sender}`, most: 60, perMs: MINUTE }];
}

/** Ed25519 over `<timestamp>|<raw body>`, by the account's key; what was signed long ago is somebody's replay. */
function verify({ headers, body }: RawRequest, account: Account): boolean {
  const [signature, timestamp] = [headers["telnyx-signature-ed25519"], headers["telnyx-timestamp"]];
  if (typeof signature !== "string" || typeof timestamp !== "string") return false;
  const age = now().getTime() / SECOND - Number(timestamp);
  if (!(Math.abs(age) <= OLDEST_SIGNATURE_S)) return false;
  const settings = telnyxSettings.safeParse(account.settings);
  if (!settings.success) return false;
  const signed = Buffer.concat([Buffer.from(`${timestamp}|`), body]);
  return verifySignature(null, signed, keyOf(settings.data.publicKey), Buffer.from(signature, "base64"));
}

/** The DER of an Ed25519 public key (RFC 8410) before its 32 bytes. */
const SPKI = Buffer.from("302a300506032b6570032100", "hex");

const keyOf = (publicKey: string) =>
  createPublicKey({
    key: Buffer.concat([SPKI, Buffer.from(publicKey, "base64")]),
    format: "der",
    type: "spki",
  });

const Event = z.object({
  data: z.object({
    event_type: z.string(),
    payload: z.looseObject({
      id: z.string(),
      text: z.string().nullish(),
      from: z.object({ phone_number: z.string() }),
      to: z.array(z.object({ phone_number: z.string(), status: z.string().nullish() })).min(1),
      media: z.array(z.object({ url: z.string(), content_type: z.string().nullish() })).nullish(),
      errors: z.array(z.object({ code: z.string() })).nullish(),
    }),
  }),
});

function parse({ url, body }: RawRequest, now: Date): Inbound[] {
  const read = Event.safeParse(readJson(body.toString()));
  if (!read.success) throw new Unreadable("What came from Telnyx is no event of a message.");
  const { event_type: event, payload } = read.data.data;
  if (event === "message.received") return [readMessage(payload, now)];
  if (event !== "message.sent" && event !== "message.finalized")
    return [{ kind: "ignored", because: `Telnyx's event ${event} tells nothing of a message.` }];
  const { id, to, errors } = payload;
  const state = reported(to[0]!.status ?? "");
  const code = state === "failed" ? codeOf(errors?.[0]?.code) : null;
  return [{ kind: "report", externalId: id, messageId: new URL(url).searchParams.get("m"), state, code }];
}

function readMessage(
  { id, from, to, text, media }: z.infer<typeof Event>["data"]["payload"],
  at: Date,
): Inbound {
  return {
    kind: "message",
    externalId: id,
    from: from.phone_number,
    to: to[0]!.phone_number,
    text: text ?? "",
    subject: null,
    html: null,
    media: mediaOf(media),
    choice: null,
    context: null,
    name: null,
    isAuthenticated: true,
    isAutomatic: false,
    at,
  };
}

async function send(account: Account, message: Outbound, signal: AbortSignal): Promise<SendResult> {
  const body = {
    from: account.sender,
    to: message.to,
    text: telnyxSettings.parse(account.settings).plainSigns ? plainWhereItPays(message.text) : message.text,
    webhook_url: message.callbackUrl,
    // Kept with the message in Telnyx's log: what we are not sure of is found again by our own id.
    tags: [message.messageId],
    ...(message.media.length && { media_urls: message.media.map(({ url }) => url) }),
  };
  const answer = await askTelnyx(account, "messages", { method: "POST", body: JSON.stringify(body), signal });
  if (!answer.ok) return answer.wasWritten ? { as: "unknown", code: answer.code } : later(answer.code);
  return readSendAnswer(answer.status, answer.body);
}

const later = (code: string): SendResult => ({ as: "later", code, afterMs: 10_000 });

const Created = z.object({ data: z.object({ id: z.string() }) });
const Failure = z.object({ errors: z.tuple([z.object({ code: z.string() })], z.unknown()) });

function readSendAnswer(status: number, body: unknown): SendResult {
  const created = Created.safeParse(body);
  if (status < 300 && created.success) return { as: "accepted", externalId: created.data.data.id };
  const said = Failure.safeParse(body).data?.errors[0].code;
  const code = said ? codeOf(said) : `http-${status}`;
  if (status === 429 || effectOfCode(code) === "later") return later(code);
  // A 2xx that cannot be read was accepted all the same; a 5xx may have been.
  if (status < 400 || status >= 500) return { as: "unknown", code };
  const effect = refusalOfCode(code);
  return { as: "refused", code, ...(effect && { effect }) };
}

const Log = z.object({
  data: z.array(
    z.object({
      uuid: z.string(),
      tags: z.string().nullish(),
      status: z.string(),
      errors: z.array(z.string()).nullish(),
    }),
  ),
});

/** Telnyx's log holds no words of a message, but our id among its tags. */
async function find(account: Account, message: Outbound): Promise<Found> {
  const query = new URLSearchParams({
    "filter[record_type]": "messaging",
    "filter[direction]": "outbound",
    "filter[cld]": message.to,
    "filter[created_at][gte]": message.claimedAt.toISOString().slice(0, 10),
    sort: "-created_at",
    "page[size]": "50",
  });
  const answer = await askTelnyx(account, `detail_records?${query}`);
  const log = answer.ok && answer.status === 200 ? Log.safeParse(answer.body) : null;
  if (!log?.success) return { as: "unavailable" };
  const ours = log.data.data.filter(({ tags }) => tags?.split(",").includes(message.messageId));
  return {
    as: "asked",
    matches: ours.map(({ uuid, status, errors }) => {
      const state = reported(status);
      return { externalId: uuid, state, code: state === "failed" ? codeOf(errors?.[0]) : null };
    }),
  };
}

/** Links of inbound pictures carry their own right to be read, for a while. */
const MEDIA_HOSTS = [".telnyx.com", ".telnyxcloudstorage.com"];

async function fetchMedia(_: Account, { from }: InboundMedia, signal: AbortSignal): Promise<Fetched> {
  if (!("url" in from)) return { ok: false, because: "not-allowed", isFinal: true };
  return fetchGuarded(from.url, { hosts: MEDIA_HOSTS, largest: LARGEST_FILE, signal });
}

const Numbers = z.object({ data: z.array(z.object({ phone_number: z.string() })) });

async function check(account: Account): Promise<{ ok: true } | { ok: false; say: string }> {
  const path = "messaging_phone_numbers?page[size]=250";
  const answer = await askTelnyx(account, path);
  if (!answer.ok) return { ok: false, say: "Telnyx did not answer. Try again in a minute." };
  if (answer.status === 401 || answer.status === 403)
    return { ok: false, say: "Telnyx refused the API key. Copy it again from Telnyx's portal." };
  const numbers = Numbers.safeParse(answer.body);
  if (!numbers.success)
    return { ok: false, say: `Telnyx answered ${answer.status}. Look into Telnyx's portal.` };
  return numbers.data.data.some(({ phone_number: number }) => number === account.sender)
    ? { ok: true }
    : {
        ok: false,
        say: "This number is not one that your Telnyx account may text from. Give it a messaging profile in Telnyx's portal.",
      };
}
