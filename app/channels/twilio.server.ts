import twilioPackage from "twilio";
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
import { MINUTE, now, SECOND } from "#app/clock.ts";
import { type Fetched, fetchGuarded } from "#app/files/fetch-guarded.server.ts";
import { LARGEST_FILE } from "#app/files/file-kinds.ts";
import { effectOfCode, refusalOfCode } from "#app/channels/provider-codes.ts";
import { smsAbilities } from "#app/channels/sms-abilities.ts";
import {
  apiOf,
  askTwilio,
  basicTwilio,
  sayTwilioFault,
  twilioSettings,
} from "#app/channels/twilio-api.server.ts";
import { reported, readTwilioLog as logSince } from "#app/channels/twilio-log.server.ts";
import { plainWhereItPays } from "#app/words/plain-signs.ts";
import { countSegments, senderKind } from "#app/words/segments.ts";
import { reachOf, segmentsAMinute } from "#app/channels/twilio-pace.ts";
import { COMES_AGAIN, REGISTRATION } from "#app/channels/webhook-url.ts";
import { Unreadable } from "#app/letterbox/unreadable.ts";

/**
 * SMS by Twilio. The REST calls are plain `fetch`, not Twilio's client: we must tell a request that was never written
 * (safe to send again) from one that may have been taken (never sent again), and its client does not say.
 */
export const twilio: ChannelAdapter = {
  provider: "twilio",
  channel: "sms",
  // Twilio concatenates up to 1,600 characters, then answers 21617.
  abilities: smsAbilities(1_600),
  settings: twilioSettings,
  sendsWithin: 15 * SECOND,
  limits,
  verify,
  secretToVerify: ({ secret }) => secret,
  parse,
  send,
  find,
  logSince,
  fetchMedia,
  check,
};

/** Base64 HMAC-SHA1 of the public URL and the sorted parameters, with the account's own token. */
function verify({ url, headers, body }: RawRequest, { secret }: Account): boolean {
  const signature = headers["x-twilio-signature"];
  if (typeof signature !== "string") return false;
  const parameters: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(body.toString())) {
    const earlier = parameters[name];
    parameters[name] = earlier === undefined ? value : [earlier, value].flat();
  }
  return twilioPackage.validateRequest(secret, signature, url, parameters);
}

function parse({ url, body }: RawRequest, now: Date): Inbound[] {
  const form = new URLSearchParams(body.toString());
  if (new URL(url).pathname.endsWith(REGISTRATION)) return [readReview(form, now)];
  const externalId = form.get("MessageSid") ?? form.get("SmsSid");
  if (!externalId) throw new Unreadable("A message from Twilio came without its MessageSid.");
  const status = form.get("MessageStatus");
  if (status) return [readReport(form, externalId, status, new URL(url).searchParams.get("m"))];
  const from = form.get("From");
  const to = form.get("To");
  if (!from || !to) throw new Unreadable("A message from Twilio came without From or To.");
  if (!isPhone(from) || !isPhone(to))
    throw new Unreadable("It came over another channel of Twilio's: WhatsApp is connected with Meta itself.");
  return [
    {
      kind: "message",
      externalId,
      from,
      to,
      text: form.get("Body") ?? "",
      subject: null,
      html: null,
      media: readMedia(form),
      choice: null,
      context: null,
      name: null,
      isAuthenticated: true,
      isAutomatic: false,
      at: now,
    },
  ];
}

/** Twilio's pages do not name the fields of a TrustHub StatusCallback: the bundle's SID is known by its form. */
function readReview(form: URLSearchParams, at: Date): Inbound {
  const sid = [...form.values()].find((value) => /^BU[0-9a-f]{32}$/i.test(value));
  if (!sid) throw new Unreadable("Twilio told of a review without saying of what.");
  return { kind: "registration", sid, status: form.get("Status") ?? "", at };
}

/** Other channels stand before the address: whatsapp:+1415… */
const isPhone = (address: string): boolean => !/^[a-z]+:/i.test(address);

function readMedia(form: URLSearchParams): InboundMedia[] {
  return Array.from({ length: Number(form.get("NumMedia") ?? 0) }, (_, index) => ({
    contentType: form.get(`MediaContentType${index}`) ?? "",
    name: null,
    from: { url: form.get(`MediaUrl${index}`) ?? "" },
  })).filter(({ from }) => from.url);
}

function readReport(
  form: URLSearchParams,
  externalId: string,
  status: string,
  messageId: string | null,
): Inbound {
  return { kind: "report", externalId, messageId, state: reported(status), code: form.get("ErrorCode") };
}

async function send(account: Account, message: Outbound, signal: AbortSignal): Promise<SendResult> {
  const { messagingServiceSid } = twilioSettings.parse(account.settings);
  const form = new URLSearchParams({
    To: message.to,
    Body: wordsOf(account, message),
    StatusCallback: message.callbackUrl + COMES_AGAIN,
  });
  if (messagingServiceSid) form.set("MessagingServiceSid", messagingServiceSid);
  else form.set("From", account.sender);
  if (message.until) form.set("ValidityPeriod", String(secondsUntil(message.until)));
  for (const { url } of message.media) form.append("MediaUrl", url);
  const answer = await askTwilio(account, `${apiOf(account)}/Messages.json`, {
    method: "POST",
    body: form,
    signal,
  });
  if (!answer.ok) return answer.wasWritten ? { as: "unknown", code: answer.code } : later(answer.code);
  return readSendAnswer(answer.status, answer.body);
}

/** Twilio drops what it has not sent by then and tells us 30036; it takes 1 to 36,000 ("Message resource"). */
const secondsUntil = (until: Date): number =>
  Math.min(36_000, Math.max(1, Math.floor((until.getTime() - now().getTime()) / SECOND)));

const later = (code: string): SendResult => ({ as: "later", code, afterMs: 10_000 });

const createdSchema = z.object({ sid: z.string() });
const errorSchema = z.object({ code: z.number() });

/** By segments, as Twilio counts: what came faster it would queue for up to ten hours, and send promotions in the night. */
function limits({ sender, settings }: Account, { to, text }: { to: string; text: string }): SendLimit[] {
  const { messagingServiceSid, plainSigns, ...pace } = twilioSettings.parse(settings);
  const reach = reachOf(to);
  const from = messagingServiceSid ?? sender;
  const words = plainSigns ? plainWhereItPays(text) : text;
  return [
    {
      key: reach === "near" ? `twilio:${from}` : `twilio:${from}:far`,
      most: segmentsAMinute({ ...pace, sender: from }, reach),
      perMs: MINUTE,
      takes: countSegments(words, senderKind(sender)).segments,
    },
  ];
}

/** Twilio's error codes (R13). A 5xx may have been accepted: Twilio's page of error 20500 says so. */
function readSendAnswer(status: number, body: unknown): SendResult {
  const created = createdSchema.safeParse(body);
  if (status < 300 && created.success) return { as: "accepted", externalId: created.data.sid };
  const error = errorSchema.safeParse(body);
  const code = error.success ? String(error.data.code) : `http-${status}`;
  if (status === 429 || effectOfCode(code) === "later") return later(code);
  // A 2xx that cannot be read was accepted all the same.
  if (status < 400 || status >= 500) return { as: "unknown", code };
  const effect = refusalOfCode(code);
  return { as: "refused", code, ...(effect && { effect }) };
}

const listSchema = z.object({
  messages: z.array(
    z.object({
      sid: z.string(),
      body: z.string().nullable(),
      status: z.string(),
      date_created: z.string(),
      error_code: z.number().nullish(),
    }),
  ),
});

/** Twilio keeps no key of ours, so its log is matched by recipient, text and time since our claim. */
async function find(account: Account, message: Outbound): Promise<Found> {
  const day = message.claimedAt.toISOString().slice(0, 10);
  const query = new URLSearchParams({ To: message.to, "DateSent>": day, PageSize: "200" });
  const answer = await askTwilio(account, `${apiOf(account)}/Messages.json?${query}`);
  const list = answer.ok && answer.status === 200 ? listSchema.safeParse(answer.body) : null;
  if (!list?.success) return { as: "unavailable" };
  const words = wordsOf(account, message);
  // Seconds only in Twilio's dates.
  const since = message.claimedAt.getTime() - 1_000;
  const matches = list.data.messages.filter(
    ({ body, date_created }) => body === words && Date.parse(date_created) >= since,
  );
  return {
    as: "asked",
    matches: matches.map(({ sid, status, error_code }) => ({
      externalId: sid,
      state: reported(status),
      code: error_code ? String(error_code) : null,
    })),
  };
}

/** Twilio's own address wants the account's credentials and leads on to a store that must not see them. */
const MEDIA_HOSTS = ["api.twilio.com", ".twiliocdn.com", "s3-external-1.amazonaws.com"];

async function fetchMedia(account: Account, { from }: InboundMedia, signal: AbortSignal): Promise<Fetched> {
  if (!("url" in from)) return { ok: false, because: "not-allowed", isFinal: true };
  return fetchGuarded(from.url, {
    hosts: MEDIA_HOSTS,
    authorization: { host: "api.twilio.com", value: basicTwilio(account) },
    largest: LARGEST_FILE,
    signal,
  });
}

/** As it leaves: with plain signs where the merchant has them so. */
function wordsOf({ settings }: Account, { text }: Outbound): string {
  return twilioSettings.parse(settings).plainSigns ? plainWhereItPays(text) : text;
}

async function check(account: Account): Promise<{ ok: true } | { ok: false; say: string }> {
  const answer = await askTwilio(account, `${apiOf(account)}/Messages.json?PageSize=1`);
  return answer.ok && answer.status === 200 ? { ok: true } : { ok: false, say: sayTwilioFault(answer) };
}
