import { maskAddress } from "#app/consent/mask-address.ts";
import { readTellBy } from "#app/conversations/tell-by.ts";
import type { Shop } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { say } from "#app/words/say.ts";

/** What the widget says to whoever wants to leave before they are answered. */
export interface TellOffer {
  offer: string;
  field: string;
  next: string;
  agree: string;
  /** Where they are told already, shown as far as only they know it; null where they have not asked. */
  told: string | null;
}

/** Null where the shop can write to nobody who is not in the chat. */
export async function tellOffer(
  shop: Shop,
  { locale, conversationId }: { locale: string; conversationId: string | null },
): Promise<TellOffer | null> {
  const ways = await waysOf(shop);
  if (!ways) return null;
  const asked = conversationId ? await readTellBy(shop, conversationId) : null;
  return {
    offer: say(locale, "away.offer", { ways }),
    field: say(locale, "away.field", { ways }),
    next: say(locale, "away.next"),
    agree: say(locale, "away.agree"),
    told: asked && say(locale, "away.told", { address: maskAddress(asked.address) }),
  };
}

async function waysOf(shop: Shop): Promise<"both" | "sms" | "email" | null> {
  const rows = await shop.sql<{ channel: string }>`
    select distinct channel from "ChannelAccount"
    where "shopId" = ${shop.id} and channel in ('sms', 'email') and "removedAt" is null and role <> 'marketing'`;
  const hasMail = Boolean(env.SMTP_URL) || rows.some(({ channel }) => channel === "email");
  const hasTexts = rows.some(({ channel }) => channel === "sms");
  if (hasMail && hasTexts) return "both";
  return hasTexts ? "sms" : hasMail ? "email" : null;
}
