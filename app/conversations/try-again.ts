import { isPromoting } from "#app/consent/purposes.ts";
import type { Card, Link, Purpose } from "#app/conversations/message.ts";
import type { Choice } from "#app/channels/channel.ts";
import { HOUR, later, MINUTE } from "#app/clock.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import type { Shop } from "#app/db.server.ts";
import type { Message } from "#app/generated/prisma/client.ts";

/** After the carrier could not deliver: so long until each further try. */
const WAITS_MS = [2 * MINUTE, 15 * MINUTE];
/** News of a parcel that nobody could be told for so long is no news. */
const USELESS_AFTER_MS = 4 * HOUR;

/**
 * The carrier took it and says that it did not arrive, for a reason that may pass (reliability R13: 30001, 30003,
 * 30005, 30008): what the shopper waits for goes out again as a message of its own, twice at most. Marketing never
 * does; of their own replies staff see it. The first one stays as it ended.
 */
export async function tryAgain(shop: Shop, message: Message): Promise<void> {
  if (
    isPromoting(message.purpose as Purpose) ||
    message.direction !== "out" ||
    message.authorKind === "staff"
  )
    return;
  const [, tries = "0", root = message.id] = /^again:(\d):(.+)$/.exec(message.intent) ?? [];
  const wait = WAITS_MS[Number(tries)];
  const expiresAt = message.expiresAt ?? later(message.at, USELESS_AFTER_MS);
  if (!wait || later(shop.at, wait) >= expiresAt) return;
  await sendMessage(shop, {
    ...contentOf(message),
    conversationId: message.conversationId,
    author: { kind: "system" },
    channel: message.channel as "sms",
    address: message.address!,
    purpose: message.purpose as "service",
    intent: `again:${Number(tries) + 1}:${root}`,
    notBefore: later(shop.at, wait),
    expiresAt,
  });
}

const contentOf = ({ body, subject, choices, link, card, orderId, parcelId, voidTag }: Message) => ({
  text: body,
  ...(subject && { subject }),
  ...(choices && { choices: choices as unknown as Choice[] }),
  link: link as Link | null,
  card: card as unknown as Card | null,
  ...(orderId && { orderId }),
  ...(parcelId && { parcelId }),
  ...(voidTag && { voidTag }),
});
