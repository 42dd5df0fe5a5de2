import { formFields } from "../http.ts";
import type { Answer, HostCall, Town } from "../town-types.ts";
import { magicError, twilioError } from "./errors.ts";
import { startLife } from "./message-life.ts";
import { messageResource } from "./message-resource.ts";
import { isBlocked, senderOf } from "./opt-out.ts";
import { servicesOf } from "./pool.ts";
import { segmentsOf } from "./segments.ts";
import type { Account, Media, Message, SmsState } from "./sms-types.ts";
import { keep, nextSid } from "./state.ts";

const E164 = /^\+[1-9]\d{6,14}$/;
const LONGEST_BODY = 1600;
const MOST_MEDIA = 10;
const KNOWN = [
  "To",
  "From",
  "MessagingServiceSid",
  "Body",
  "MediaUrl",
  "StatusCallback",
  "ValidityPeriod",
  "ProvideFeedback",
  "MaxPrice",
];

interface Asked {
  to: string;
  from: string;
  service: string;
  body: string;
  mediaUrls: string[];
  statusCallback: string;
  /** Seconds that it may wait in Twilio's queue. */
  validityPeriod: number | null;
}

/** `POST …/Messages.json`: refuses as Twilio does, else writes the ledger, answers 201 and lets the message live. */
export async function createMessage(
  town: Town,
  state: SmsState,
  account: Account,
  call: HostCall,
): Promise<Answer | undefined> {
  const form = new URLSearchParams(call.body.toString("utf8"));
  if ([...form.keys()].some((name) => !KNOWN.includes(name))) return undefined;
  const asked = readForm(form);
  const refused = refusalOf(state, account, asked);
  if (refused) return refused;
  const message = newMessage(town, state, account, asked);
  await town.ledger.write({
    provider: "twilio",
    kind: "message",
    sid: message.sid,
    account: account.sid,
    from: message.from,
    to: message.to,
    body: message.body,
    mediaUrls: asked.mediaUrls,
    statusCallback: message.statusCallback,
    messagingServiceSid: message.messagingServiceSid,
    validityPeriod: asked.validityPeriod,
  });
  keep(state, message);
  const created = messageResource(message);
  const facts = { method: call.method, path: call.url.pathname, body: formFields(form) };
  const life = await startLife(town, state, account, message, facts);
  return { status: 201, body: created, afterwards: life.goOn };
}

function readForm(form: URLSearchParams): Asked {
  return {
    to: form.get("To") ?? "",
    from: form.get("From") ?? "",
    service: form.get("MessagingServiceSid") ?? "",
    body: form.get("Body") ?? "",
    mediaUrls: form.getAll("MediaUrl"),
    statusCallback: form.get("StatusCallback") ?? "",
    validityPeriod: form.has("ValidityPeriod") ? Number(form.get("ValidityPeriod")) : null,
  };
}

function refusalOf(state: SmsState, account: Account, asked: Asked): Answer | null {
  return (
    missing(asked) ??
    magicError(asked.to, asked.from) ??
    badAddress(account, asked) ??
    badContent(asked) ??
    blocked(state, account, asked)
  );
}

function missing({ to, from, service, body, mediaUrls }: Asked): Answer | null {
  if (!to) return twilioError(21604, "A 'To' phone number is required.");
  if (!from && !service) return twilioError(21603, "A 'From' phone number is required.");
  if (!body && mediaUrls.length === 0) return twilioError(21602, "Message body is required.");
  return null;
}

function badAddress(account: Account, { to, from, service }: Asked): Answer | null {
  if (!E164.test(to)) return twilioError(21211, `The 'To' number ${to} is not a valid phone number.`);
  if (service && !servicesOf(account).some(({ sid }) => sid === service)) {
    return twilioError(21701, `The Messaging Service ${service} does not exist.`);
  }
  if (!from) return null;
  if (from === to) return twilioError(21266, `'To' and 'From' number cannot be the same: ${to}`);
  // +15005550006 is the magic number that every account may send from.
  if (servicesOf(account).some(({ alphaSenders }) => alphaSenders.includes(from)))
    return /^\+1\d{10}$/.test(to) ? notFromAName(to, from) : null;
  if (account.numbers.includes(from) || from === "+15005550006") return null;
  return twilioError(
    21606,
    `The 'From' phone number provided (${from}) is not a valid message-capable Twilio phone number for this destination/account`,
  );
}

/** The networks of the United States and Canada take no names. */
const notFromAName = (to: string, from: string) =>
  twilioError(
    21612,
    `The 'To' phone number: ${to}, is not currently reachable using the 'From' phone number: ${from} via SMS.`,
  );

function badContent({ body, mediaUrls, statusCallback }: Asked): Answer | null {
  if (body.length > LONGEST_BODY) {
    return twilioError(21617, "The concatenated message body exceeds the 1600 character limit.");
  }
  if (mediaUrls.length > MOST_MEDIA)
    return twilioError(21623, "Number of media files exceeds allowed limit.");
  if (mediaUrls.some((url) => !isWebAddress(url))) return twilioError(21620, "Invalid media URL(s)");
  if (statusCallback && !isWebAddress(statusCallback)) {
    return twilioError(21609, `The StatusCallback URL ${statusCallback} is not a valid URL.`);
  }
  return null;
}

function blocked(state: SmsState, account: Account, { to, from, service }: Asked): Answer | null {
  const sender = service || senderOf(account, from);
  return isBlocked(state, sender, to)
    ? twilioError(21610, "Attempt to send to unsubscribed recipient")
    : null;
}

function newMessage(town: Town, state: SmsState, account: Account, asked: Asked): Message {
  const now = town.clock.now();
  return {
    sid: nextSid(town, state, asked.mediaUrls.length > 0 ? "MM" : "SM"),
    account: account.sid,
    from: asked.from || null,
    to: asked.to,
    body: asked.body,
    media: asked.mediaUrls.map((url) => givenMedia(nextSid(town, state, "ME"), url)),
    segments: segmentsOf(asked.body, asked.from),
    direction: "outbound-api",
    status: asked.from ? "queued" : "accepted",
    errorCode: null,
    messagingServiceSid: asked.service || null,
    statusCallback: asked.statusCallback || null,
    createdAt: now,
    sentAt: null,
    updatedAt: now,
  };
}

function givenMedia(sid: string, url: string): Media {
  return { sid, contentType: "image/jpeg", bytes: null, url };
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
