import { later, MINUTE } from "#app/clock.ts";
import type { Applied } from "#app/consent/apply-keyword.ts";
import { PROMOTIONS } from "#app/consent/purposes.ts";
import type { Words } from "#app/conversations/hear-words.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import type { Shop } from "#app/db.server.ts";
import { readSettings } from "#app/shop/settings.ts";
import { say } from "#app/words/say.ts";

/** 47 CFR 64.1200(a)(12): one word of confirmation, within five minutes, without advertising. */
const WITHIN_MS = 5 * MINUTE;

/**
 * Our one word on a STOP, START or HELP, where the carrier has not answered it (R20). The chat's is given by the answers,
 * which know what was followed there; a mail whose sender nobody vouches for gets none.
 */
export async function confirmKeyword(shop: Shop, words: Words, applied: Applied): Promise<void> {
  const { channel, from: address, conversationId, messageId, isAuthenticated = true } = words;
  if (applied.byCarrier || !applied.isNew || channel === "chat" || !isAuthenticated) return;
  const { shopName, supportEmail, languages } = await readSettings(shop);
  const word = wordFor(applied);
  if (!word) return;
  const locale = (await localeOf(shop, conversationId)) ?? languages[0] ?? "en";
  await sendMessage(shop, {
    conversationId,
    author: { kind: "system" },
    channel,
    ...((channel === "sms" || channel === "email") && { address }),
    ...(channel === "email" && { subject: shopName }),
    text: say(locale, word, { shop: shopName, email: supportEmail ?? "none" }),
    purpose: "confirmation",
    intent: `keyword:${messageId}`,
    expiresAt: later(shop.at, WITHIN_MS),
  });
}

function wordFor({ keyword, purposes }: Applied) {
  if (keyword === "stop") return purposes.length === PROMOTIONS.length ? "opt-out.promotions" : "opt-out.all";
  if (keyword === "start") return "opt-out.start";
  return keyword === "help" ? "opt-out.help" : null;
}

async function localeOf(shop: Shop, conversationId: string): Promise<string | null> {
  const [row] = await shop.sql<{ locale: string | null }>`
    select coalesce(c.locale, k.locale) as locale
    from "Conversation" c join "Customer" k on k."shopId" = c."shopId" and k.id = c."customerId"
    where c."shopId" = ${shop.id} and c.id = ${conversationId}`;
  return row?.locale ?? null;
}
