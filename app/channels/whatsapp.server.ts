import { z } from "zod";
import type {
  Account,
  ChannelAdapter,
  Found,
  InboundMedia,
  Outbound,
  SendLimit,
  SendResult,
} from "#app/channels/channel.ts";
import { askGraph, FACEBOOK, type GraphFault } from "#app/channels/graph-api.server.ts";
import { isFromMeta } from "#app/channels/meta-webhook.server.ts";
import { refusalOfCode } from "#app/channels/provider-codes.ts";
import { sendParts } from "#app/channels/send-parts.ts";
import { contentsOf, WHATSAPP_LIMITS } from "#app/channels/whatsapp-content.ts";
import { readWhatsAppWebhook } from "#app/channels/whatsapp-webhook.ts";
import { DAY, MINUTE, SECOND } from "#app/clock.ts";
import { type Fetched, fetchGuarded } from "#app/files/fetch-guarded.server.ts";
import { LARGEST_FILE } from "#app/files/file-kinds.ts";

export const whatsAppSettings = z.object({
  phoneNumberId: z.string(),
  wabaId: z.string(),
  /** As shoppers see it above the thread. */
  name: z.string(),
  /** The merchant's WhatsApp Business app is on the number too: then Meta takes 20 messages a second, else 80. */
  isOnApp: z.boolean(),
  /** People whom the portfolio may write to first in 24 hours; null for as many as it likes. */
  peopleADay: z.number().nullable(),
});
export type WhatsAppSettings = z.infer<typeof whatsAppSettings>;

/** WhatsApp by Meta's Cloud API. */
export const whatsapp: ChannelAdapter = {
  provider: "whatsapp",
  channel: "whatsapp",
  abilities: {
    buttons: WHATSAPP_LIMITS.buttons,
    list: WHATSAPP_LIMITS.list,
    pictures: true,
    longest: WHATSAPP_LIMITS.text,
    answersKeywords: false,
  },
  settings: whatsAppSettings,
  sendsWithin: 15 * SECOND,
  limits,
  verify: isFromMeta,
  parse: ({ body }) => readWhatsAppWebhook(body),
  send,
  // Meta has no look-up of what was sent: its statuses carry our message's id and settle what is unknown.
  find: async (): Promise<Found> => ({ as: "unavailable" }),
  fetchMedia,
  check,
};

/**
 * Throughput per number, one message in six seconds to one person, and marketing against the people that the portfolio
 * may reach in a day.
 */
function limits(
  { settings }: Account,
  { to, isMarketing }: { to: string; isMarketing: boolean },
): SendLimit[] {
  const { phoneNumberId, wabaId, isOnApp, peopleADay } = whatsAppSettings.parse(settings);
  return [
    { key: `whatsapp:${phoneNumberId}:${to}`, most: 10, perMs: MINUTE },
    { key: `whatsapp:${phoneNumberId}`, most: isOnApp ? 20 : 80, perMs: SECOND },
    ...(isMarketing && peopleADay
      ? [{ key: `whatsapp:day:${wabaId}`, most: peopleADay, perMs: DAY, person: to }]
      : []),
  ];
}

const Accepted = z.object({ messages: z.array(z.object({ id: z.string() })).min(1) });

/** The last part carries our id, and news of it is news of the message; of those before only that one failed is. */
function send(account: Account, message: Outbound, signal: AbortSignal): Promise<SendResult> {
  const { phoneNumberId } = whatsAppSettings.parse(account.settings);
  return sendParts(contentsOf(message), async (content, isLast, index) => {
    const answer = await askGraph(`${FACEBOOK}/${phoneNumberId}/messages`, Accepted, {
      token: account.secret,
      method: "POST",
      fields: {
        messaging_product: "whatsapp",
        recipient_type: "individual",
        ...recipientOf(message.to),
        ...content,
        biz_opaque_callback_data: isLast ? message.messageId : `${message.messageId}#${index}`,
      },
      signal,
    });
    return answer.ok ? { as: "accepted", externalId: answer.data.messages[0]!.id } : readFault(answer.fault);
  });
}

/** A number goes as `to`, a business-scoped id as `recipient`. */
const recipientOf = (address: string): object =>
  address.startsWith("+") ? { to: address } : { recipient: address };

/** What is only too much for now, with how long it takes (ms). */
const BUSY: Record<number, number> = {
  4: MINUTE,
  80007: MINUTE,
  130429: 2 * SECOND,
  131056: 6 * SECOND,
};

/** Meta's codes (Cloud API, "Error codes"). A 5xx may have been taken; so may an answer that is no JSON. */
function readFault({ code, status, wasWritten, words }: GraphFault): SendResult {
  if (status === null)
    return wasWritten ? { as: "unknown", code: words } : { as: "later", code: words, afterMs: 10 * SECOND };
  const said = code === null ? `http-${status}` : `whatsapp:${code}`;
  const busyMs = code === null ? undefined : BUSY[code];
  if (busyMs || status === 429) return { as: "later", code: said, afterMs: busyMs ?? 10 * SECOND };
  if (status < 400 || status >= 500) return { as: "unknown", code: said };
  const effect = refusalOfCode(said);
  return { as: "refused", code: said, ...(effect && { effect }) };
}

const Described = z.object({ url: z.string() });
const MEDIA_HOST = "lookaside.fbsbx.com";

/** An id becomes an address that opens for five minutes, and only with the token. */
async function fetchMedia(account: Account, { from }: InboundMedia, signal: AbortSignal): Promise<Fetched> {
  if (!("id" in from)) return { ok: false, because: "not-allowed", isFinal: true };
  const answer = await askGraph(`${FACEBOOK}/${from.id}`, Described, { token: account.secret, signal });
  if (!answer.ok) {
    const { status } = answer.fault;
    return { ok: false, because: "refused", isFinal: status !== null && status < 500 && status !== 429 };
  }
  const value = `Bearer ${account.secret}`;
  const authorization = { host: MEDIA_HOST, value };
  return fetchGuarded(answer.data.url, { hosts: [MEDIA_HOST], authorization, largest: LARGEST_FILE, signal });
}

const Connected = z.object({ display_phone_number: z.string(), status: z.string().optional() });

async function check(account: Account): Promise<{ ok: true } | { ok: false; say: string }> {
  const { phoneNumberId } = whatsAppSettings.parse(account.settings);
  const answer = await askGraph(`${FACEBOOK}/${phoneNumberId}`, Connected, {
    token: account.secret,
    fields: { fields: "display_phone_number,status" },
  });
  if (!answer.ok) return { ok: false, say: sayFault(answer.fault) };
  if (answer.data.status && answer.data.status !== "CONNECTED")
    return {
      ok: false,
      say: "Meta has not connected this number yet. Finish its set-up in WhatsApp Manager.",
    };
  return { ok: true };
}

/** What a merchant can do about it. */
export function sayFault({ code, status }: GraphFault): string {
  if (status === null || status >= 500) return "Meta did not answer. Try again in a minute.";
  if (code === 190) return "Meta no longer accepts this token. Connect the number again.";
  if (code === 100 || code === 10 || (code !== null && code >= 200 && code < 300))
    return "This token does not open that number. It needs whatsapp_business_messaging and whatsapp_business_management.";
  return `Meta refused it (${code ?? status}). Look into WhatsApp Manager.`;
}
