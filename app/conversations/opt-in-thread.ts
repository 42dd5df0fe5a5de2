import type { OptInChannel } from "#app/consent/disclosure-rules.ts";
import type { ConsentPurpose } from "#app/consent/purposes.ts";
import { openConversation } from "#app/conversations/open-conversation.ts";
import { reachAt } from "#app/conversations/reach.ts";
import { KIND_OF_CHANNEL } from "#app/customers/contact-kind.ts";
import { findByContact } from "#app/customers/find-customer.ts";
import { identifyContact } from "#app/customers/identify-contact.ts";
import type { Shop } from "#app/db.server.ts";
import { languageOf, say } from "#app/words/say.ts";

export interface Joining {
  channel: OptInChannel;
  address: string;
  purposes: readonly ConsentPurpose[];
  locale: string;
}

/**
 * The thread in which an address is asked and welcomed: its owner's, whoever typed it. Somebody whom nobody knows yet
 * gets one of their own, and it becomes theirs with their first answer.
 */
export async function threadOfAddress(
  shop: Shop,
  { channel, address }: Pick<Joining, "channel" | "address">,
): Promise<string> {
  const kind = KIND_OF_CHANNEL[channel];
  const known = (await findByContact(shop, kind, address)) ?? (await findOnlyHolder(shop, kind, address));
  const contact = { kind, value: address, verified: false, source: "storefront" } as const;
  return openConversation(shop, known ?? (await identifyContact(shop, contact)).customerId, channel);
}

/** Of those who have it unverified, the first that was told: another try must not make another person. */
async function findOnlyHolder(shop: Shop, kind: string, address: string): Promise<string | null> {
  const row = await shop.tx.contactPoint.findFirst({
    where: { shopId: shop.id, kind, value: address, customer: { deletedAt: null, mergedIntoId: null } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { customerId: true },
  });
  return row?.customerId ?? null;
}

/**
 * How whoever is written to there says yes or ends it: with the link of a mail, with the link of a text under a name, to
 * which nobody can reply, or with a reply.
 */
export async function answersBy(
  shop: Shop,
  { channel, address }: Pick<Joining, "channel" | "address">,
): Promise<"mail" | "link" | "reply"> {
  if (channel === "email") return "mail";
  const reach = await reachAt(shop, channel, address, { purpose: "service" });
  return reach?.isOneWay ? "link" : "reply";
}

/** "offers and news and reminders of a cart you left", in the reader's language. */
export function whatTheyGet(purposes: readonly ConsentPurpose[], locale: string): string {
  const language = languageOf(locale);
  const names = purposes.map((purpose) => say(locale, `purpose.${purpose}`));
  // German keeps its capitals inside a sentence; Japanese has none.
  const inside = language === "de" ? names : names.map((name) => name[0]!.toLowerCase() + name.slice(1));
  return new Intl.ListFormat(language, { type: "conjunction" }).format(inside);
}
