import { later } from "#app/clock.ts";
import { OPT_IN_LIVES_MS } from "#app/consent/opt-in.ts";
import { preferencesUrl } from "#app/consent/preferences-url.ts";
import { intentOfQuestion } from "#app/conversations/opt-in-question.ts";
import { answersBy, type Joining, threadOfAddress, whatTheyGet } from "#app/conversations/opt-in-thread.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import type { Shop } from "#app/db.server.ts";
import { readSettings } from "#app/shop/settings.ts";
import { say } from "#app/words/say.ts";

/**
 * Asks an address itself whether it meant what was typed for it: by text to be answered with YES; by email, and by a text
 * that nobody can answer, with a link to a page with a button. Once a day for the same purposes, whatever is typed how
 * often; nothing goes to who has said STOP (`maySend`).
 */
export async function askToConfirm(shop: Shop, joining: Joining): Promise<void> {
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
    text: say(locale, ASKS[by], values),
    ...(by === "mail" && { subject: say(locale, "optin.ask-subject", values) }),
    purpose: "service",
    intent: intentOfQuestion(joining, shop.at),
    expiresAt: later(shop.at, OPT_IN_LIVES_MS),
  });
}

const ASKS = { mail: "optin.ask-mail", link: "optin.ask-link", reply: "optin.ask" } as const;
