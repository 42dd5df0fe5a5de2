import { parsePhoneNumberFromString } from "libphonenumber-js";
import { refusal, type Town } from "../town-types.ts";
import { keywordOf, senderOf, takeKeyword } from "./opt-out.ts";
import { serviceOf, webhookOf } from "./pool.ts";
import { segmentsOf } from "./segments.ts";
import { postSigned } from "./send-callback.ts";
import type { Account, CallbackLog, Media, Message, SmsState } from "./sms-types.ts";
import { keep, nextSid, ownerOf } from "./state.ts";

export interface Text {
  from: string;
  to: string;
  body: string;
  media: { contentType: string; base64: string }[];
  /** Extra deliveries of the same message, as after a lost answer. */
  repeats: number;
  forged: boolean;
}

/** A phone texts one of the shop's numbers: Twilio answers its keywords itself and tells the app's webhook. */
export async function textShop(
  town: Town,
  state: SmsState,
  text: Text,
): Promise<{ sid: string; webhook: CallbackLog }> {
  const account = ownerOf(state, text.to);
  if (!account) throw refusal(404, `no account has the number ${text.to}`);
  const message = received(town, state, account, text);
  keep(state, message);
  town.announce({ kind: "phone", phone: text.from, to: text.to, body: text.body, status: "received" });
  const keyword = keywordOf(text.body);
  if (keyword) {
    const reply = takeKeyword(state, keyword, senderOf(account, text.to), text.from);
    if (reply) {
      state.carrierReplies.push({ phone: text.from, from: text.to, body: reply, at: town.clock.now() });
      town.announce({ kind: "phone", phone: text.from, from: text.to, body: reply, status: "delivered" });
    }
  }
  const params = inboundParams(account, message, keyword);
  const url = webhookOf(account, text.to, `${town.app.url}/webhooks/sms/${account.sid}`);
  const post = { account, sid: message.sid, url, params, kind: "inbound" as const, forged: text.forged };
  for (let i = 0; i < text.repeats; i++) await town.track(postSigned(town, state, post));
  return { sid: message.sid, webhook: await town.track(postSigned(town, state, post)) };
}

function received(town: Town, state: SmsState, account: Account, text: Text): Message {
  const now = town.clock.now();
  const sid = nextSid(town, state, text.media.length > 0 ? "MM" : "SM");
  return {
    sid,
    account: account.sid,
    from: text.from,
    to: text.to,
    body: text.body,
    media: text.media.map((one) => mediaOf(account.sid, sid, nextSid(town, state, "ME"), one)),
    segments: segmentsOf(text.body),
    direction: "inbound",
    status: "received",
    errorCode: null,
    messagingServiceSid: serviceOf(account, text.to)?.sid ?? null,
    statusCallback: null,
    createdAt: now,
    sentAt: now,
    updatedAt: now,
  };
}

function mediaOf(account: string, message: string, sid: string, given: Text["media"][number]): Media {
  return {
    sid,
    contentType: given.contentType,
    bytes: Buffer.from(given.base64, "base64"),
    url: `https://api.twilio.com/2010-04-01/Accounts/${account}/Messages/${message}/Media/${sid}`,
  };
}

/** Parameter names as documented; Twilio knows city and state of few mobile numbers, so they are empty here. */
function inboundParams(account: Account, message: Message, keyword: string | null): Record<string, string> {
  const params: Record<string, string> = {
    ToCountry: countryOf(message.to),
    ToState: "",
    SmsMessageSid: message.sid,
    NumMedia: String(message.media.length),
    ToCity: "",
    FromZip: "",
    SmsSid: message.sid,
    FromState: "",
    SmsStatus: "received",
    FromCity: "",
    Body: message.body,
    FromCountry: countryOf(message.from ?? ""),
    To: message.to,
    ToZip: "",
    NumSegments: String(message.segments),
    MessageSid: message.sid,
    AccountSid: message.account,
    From: message.from ?? "",
    ApiVersion: "2010-04-01",
  };
  if (message.messagingServiceSid) params.MessagingServiceSid = message.messagingServiceSid;
  if (keyword && account.advancedOptOut) params.OptOutType = keyword;
  message.media.forEach((media, i) => {
    params[`MediaContentType${i}`] = media.contentType;
    params[`MediaUrl${i}`] = media.url;
  });
  return params;
}

function countryOf(number: string): string {
  return parsePhoneNumberFromString(number)?.country ?? "";
}
