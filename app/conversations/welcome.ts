import { DAY, later } from "#app/clock.ts";
import { consentHash } from "#app/consent/consent-address.ts";
import { preferencesUrl } from "#app/consent/preferences-url.ts";
import { answersBy, type Joining, threadOfAddress, whatTheyGet } from "#app/conversations/opt-in-thread.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import type { Shop } from "#app/db.server.ts";
import { readSettings } from "#app/shop/settings.ts";
import { say } from "#app/words/say.ts";

/**
 * The first message after a yes: who writes, what comes, how often, what it may cost, HELP and STOP (CTIA Messaging
 * Principles 5.1; Twilio error 30540 wants the same of a double opt-in). It sells nothing, so it is no marketing.
 */
export async function welcome(shop: Shop, joining: Joining): Promise<void> {
  const { channel, address, purposes, locale } = joining;
  const { shopName } = await readSettings(shop);
  const url = preferencesUrl(shop, { channel, address }, locale);
  const values = { shop: shopName, what: whatTheyGet(purposes, locale), url };
  const by = await answersBy(shop, joining);
  await sendMessage(shop, {
    conversationId: await threadOfAddress(shop, joining),
    author: { kind: "system" },
    channel,
    address,
    text: say(locale, WELCOMES[by], values),
    ...(by === "mail" && { subject: say(locale, "optin.welcome-subject", values) }),
    purpose: "service",
    intent: `opt-in:welcome:${consentHash(channel, address)}:${[...purposes].sort().join("+")}:${shop.at.toISOString()}`,
    expiresAt: later(shop.at, DAY),
  });
}

const WELCOMES = { mail: "optin.welcome-mail", link: "optin.welcome-link", reply: "optin.welcome" } as const;
