import type { Channel } from "#app/channels/channel.ts";

/**
 * Ways to know a person. `visitor` is a browser's unguessable id in the storefront chat. `whatsapp` is the number
 * WhatsApp knows them by, in E.164 (its `wa_id` without plus, which writes Brazil, Mexico and Argentina in their older
 * forms); Messenger and Instagram give every page an id of its own for the same person, so the value is
 * `<page or account>:<their id there>`.
 */
export const CONTACT_KINDS = ["phone", "email", "visitor", "whatsapp", "messenger", "instagram"] as const;
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
