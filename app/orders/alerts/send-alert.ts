import { later } from "#app/clock.ts";
import type { Choice } from "#app/channels/channel.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import type { Shop } from "#app/db.server.ts";
import { ALERT_RULES } from "#app/orders/alerts/alert-kind.ts";
import type { News } from "#app/orders/alerts/alert-news.ts";
import type { AlertParcel } from "#app/orders/alerts/alert-parcel.ts";
import type { Recipient } from "#app/orders/alerts/alert-recipient.ts";
import { ownHosts, readAlertWords } from "#app/orders/alerts/alert-words.ts";
import { faultsOfWords } from "#app/orders/alerts/faults-of-words.ts";
import { unfollowChoice } from "#app/orders/alerts/follow-choice.ts";
import { sayAlert } from "#app/orders/alerts/say-alert.ts";
import { trackingUrl } from "#app/orders/tracking/tracking-url.ts";
import { readSettings } from "#app/shop/settings.ts";
import { say } from "#app/words/say.ts";

/** What became of an alert: a message (whose own state tells the rest), or why there is none. */
export type Sent = { messageId: string; conversationId: string } | { withheld: string };

/**
 * Writes one alert by the one way out, as a service message: it goes without consent to marketing, so its words are
 * asked once more whether they advertise. `isAsked`: they asked to be told, and are offered to end it.
 */
export async function sendAlert(
  shop: Shop,
  parcel: AlertParcel,
  { kind, at }: News,
  { conversationId, channel, address, locale }: Recipient,
  { isAsked }: { isAsked: boolean },
): Promise<Sent> {
  const words = await readAlertWords(shop, kind, locale);
  if (faultsOfWords(words, await ownHosts(shop))) return { withheld: "promotion" };
  const { shopName } = await readSettings(shop);
  const link = parcel.id.startsWith("group:") ? "" : trackingUrl(shop, parcel.id, locale);
  const { subject, text } = sayAlert(words, parcel, { at: shop.at, shopName, locale, channel, link });
  const choices: Choice[] = isAsked && channel === "chat" ? [unfollowChoice(parcel.order.id, locale)] : [];
  const ending = channel === "sms" ? await firstTextEnding(shop, conversationId, address, locale) : "";
  const outcome = await sendMessage(shop, {
    conversationId,
    author: { kind: "system" },
    channel,
    ...(channel !== "chat" && { address }),
    subject: channel === "email" ? subject : undefined,
    text: `${text}${ending}`,
    choices,
    purpose: "service",
    intent: `alert:${parcel.id}:${kind}${isAsked ? `:${conversationId}` : ""}`,
    orderId: parcel.order.id,
    parcelId: parcel.id,
    // Waiting for the morning, or for a carrier that is down, it may become idle.
    expiresAt: later(at > shop.at ? at : shop.at, ALERT_RULES[kind].lateAfterMs),
  });
  if (!outcome.sent) return { withheld: "no-contact" };
  return { messageId: outcome.messageId, conversationId };
}

/**
 * How to end it, in the first text they ever get from us (CTIA, Messaging Principles and Best Practices: opt-out
 * instructions).
 */
async function firstTextEnding(
  shop: Shop,
  conversationId: string,
  address: string,
  locale: string,
): Promise<string> {
  const earlier = await shop.sql`
    select 1 from "Message"
    where "shopId" = ${shop.id} and "conversationId" = ${conversationId} and channel = 'sms' and address = ${address} limit 1`;
  return earlier.length ? "" : `\n${say(locale, "alert.stop")}`;
}
