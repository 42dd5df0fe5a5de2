import { invitesReply, withoutInvitations } from "#app/channels/one-way.ts";
import { preferencesUrl } from "#app/consent/preferences-url.ts";
import { isPromoting } from "#app/consent/purposes.ts";
import type { Draft } from "#app/conversations/send-message.ts";
import { localeOfThread } from "#app/conversations/thread-locale.ts";
import type { Shop } from "#app/db.server.ts";
import { homeOf, readSettings } from "#app/shop/settings.ts";
import { say } from "#app/words/say.ts";

/**
 * A text as it may leave under a name, which nobody can answer: without what asks for a reply, with a link in place of
 * choices, and, where it promotes, with one that ends it, since no STOP arrives. Null where nothing of it is left, or a
 * person asks for a reply in words of their own: those are theirs to change. The link is part of what is kept, for a
 * provider's log is searched for the very words (Twilio keeps no key of ours).
 */
export async function sayOneWay(shop: Shop, draft: Draft, address: string): Promise<Draft | null> {
  const { choices, ...rest } = draft;
  if (draft.author.kind === "staff" && invitesReply(draft.text)) return null;
  const lines = [withoutInvitations(draft.text)];
  if (draft.text && !lines[0]) return null;
  const locale = await localeOfThread(shop, draft.conversationId);
  if (choices?.length && !draft.link)
    lines.push(say(locale, "oneway.choose", { url: homeOf(await readSettings(shop)) }));
  if (isPromoting(draft.purpose ?? "conversation"))
    lines.push(say(locale, "oneway.end", { url: preferencesUrl(shop, { channel: "sms", address }, locale) }));
  return { ...rest, text: lines.join("\n") };
}
