import type { Channel } from "#app/channels/channel.ts";

/**
 * Ways to know a person. `visitor` is a browser's unguessable id in the storefront chat. `whatsapp` is the number
 * WhatsApp knows them by, in E.164 (its `wa_id` without plus, which writes Brazil, Mexico and Argentina in their older
 * forms); Messenger and Instagram give every page an id of its own for the same person, so the value is
 * `<page or account>:<their id there>`. `whatsapp-user` is the id by which WhatsApp lets one business know somebody who may
 * hide their number: two letters of a country, a point, and signs.
 */
export const CONTACT_KINDS = [
  "phone",
  "email",
  "visitor",
  "whatsapp",
  "whatsapp-user",
  "messenger",
  "instagram",
] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/** By which contact somebody is known who writes there. */
export const KIND_OF_CHANNEL: Record<Channel, ContactKind> = {
  chat: "visitor",
  sms: "phone",
  whatsapp: "whatsapp",
  messenger: "messenger",
  instagram: "instagram",
  email: "email",
};

/** Kinds whose value is a telephone number in E.164. */
export const isNumber = (kind: string): boolean => kind === "phone" || kind === "whatsapp";

/**
 * All that a message from there vouches for, the surest first. WhatsApp gives an account to whoever holds the number, so
 * its number is a telephone number that was shown to be theirs.
 */
export function vouchedFor(
  channel: Channel,
  from: string,
  alsoKnownAs: string[] = [],
): { kind: ContactKind; value: string }[] {
  if (channel !== "whatsapp") return [{ kind: KIND_OF_CHANNEL[channel], value: from }];
  const values = [from, ...alsoKnownAs];
  const numbers = values.filter((value) => value.startsWith("+"));
  return [
    ...numbers.map((value) => ({ kind: "whatsapp" as const, value })),
    ...values
      .filter((value) => !value.startsWith("+"))
      .map((value) => ({ kind: "whatsapp-user" as const, value })),
    ...numbers.map((value) => ({ kind: "phone" as const, value })),
  ];
}
