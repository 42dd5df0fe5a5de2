import type { Channel } from "#app/channels/channel.ts";

/** A channel's name by itself, as one message of it is called, and as the way of a reply. */
export const CHANNEL_WORDS: Record<Channel, { name: string; message: string; by: string }> = {
  chat: { name: "Storefront chat", message: "chat", by: "in the chat" },
  sms: { name: "Text messages", message: "text", by: "by text" },
  whatsapp: { name: "WhatsApp", message: "WhatsApp", by: "on WhatsApp" },
  messenger: { name: "Messenger", message: "Messenger", by: "on Messenger" },
  instagram: { name: "Instagram", message: "Instagram", by: "on Instagram" },
  email: { name: "Email", message: "email", by: "by email" },
};
