import { z } from "zod";
import type { Inbound, InboundContext, InboundMedia, Reported } from "#app/channels/channel.ts";
import { NOTE } from "#app/channels/notes-in-text.ts";
import { jsonOf } from "#app/letterbox/json-of.ts";
import { Unreadable } from "#app/letterbox/unreadable.ts";
import { flag, listOf, recordOf, text } from "#app/payload.ts";

/**
 * What WhatsApp's Cloud API tells, read: messages, states, preferences, what the merchant says in the WhatsApp Business
 * app, and what was said before it was connected.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 */
export function readWhatsAppWebhook(body: Buffer): Inbound[] {
  const read = Webhook.safeParse(jsonOf(body));
  if (!read.success) throw new Unreadable("This is no webhook of WhatsApp.");
  return read.data.entry.flatMap(({ changes }) => changes.flatMap(readChange));
}

const Media = recordOf({ id: text, mime_type: text, caption: text, filename: text });
const Reply = recordOf({ id: text, title: text });
const Said = z.object({
  from: text,
  from_user_id: text,
  to: text,
  to_user_id: text,
  id: text,
  timestamp: text,
  type: text,
  text: recordOf({ body: text }),
  image: Media,
  video: Media,
  audio: Media,
  document: Media,
  sticker: Media,
  reaction: recordOf({ message_id: text, emoji: text }),
  location: recordOf({ latitude: z.number(), longitude: z.number(), name: text, address: text }),
  contacts: listOf(z.object({ name: recordOf({ formatted_name: text }) })),
  order: recordOf({
    text,
    product_items: listOf(z.object({ product_retailer_id: text, quantity: text })),
  }),
  button: recordOf({ payload: text, text }),
  interactive: recordOf({ button_reply: Reply, list_reply: Reply }),
  context: recordOf({ id: text }),
  referral: recordOf({ source_id: text, source_url: text }),
  errors: listOf(z.object({ code: text, title: text })),
  history_context: recordOf({ from_me: flag }),
});
type Said = z.infer<typeof Said>;

const Status = z.object({
  id: text,
  status: text,
  biz_opaque_callback_data: text,
  errors: listOf(z.object({ code: text })),
});
const Preference = z.object({
  wa_id: text,
  user_id: text,
  category: text,
  value: text,
  timestamp: text,
});
const Contact = z.object({ profile: recordOf({ name: text }), wa_id: text, user_id: text });

const Value = z.object({
  metadata: recordOf({ display_phone_number: text, phone_number_id: text }),
  contacts: listOf(Contact),
  messages: listOf(Said),
  statuses: listOf(Status),
  user_preferences: listOf(Preference),
  message_echoes: listOf(Said),
  history: listOf(z.object({ threads: listOf(z.object({ id: text, messages: listOf(Said) })) })),
});
type Value = z.infer<typeof Value>;

const Webhook = z.object({
  object: z.literal("whatsapp_business_account"),
  entry: z.array(z.object({ changes: z.array(z.object({ field: z.string(), value: Value })) })),
});

function readChange({ field, value }: { field: string; value: Value }): Inbound[] {
  const told = [
    ...value.messages.map((said) => readMessage(said, value)),
    ...value.statuses.map(readStatus),
    ...value.user_preferences.flatMap(readPreference),
    ...value.message_echoes.map((said) => readEcho(said, said.to_user_id, said.to)),
    ...value.history.flatMap(({ threads }) =>
      threads.flatMap(({ id, messages }) => messages.map((said) => readPast(said, id))),
    ),
  ];
  return told.length ? told : [ignored(`WhatsApp's "${field}" is not about a message.`)];
}

const ignored = (because: string): Inbound => ({ kind: "ignored", because });

/** Their number as E.164 where they show it, else the id that this business knows them by. */
const personAt = (waId: string | null, userId: string | null): string | null =>
  waId && /^\d{7,15}$/.test(waId) ? `+${waId}` : userId;

const instantOf = (timestamp: string | null): Date | null =>
  timestamp && /^\d{1,10}$/.test(timestamp) ? new Date(Number(timestamp) * 1000) : null;

function readMessage(said: Said, { contacts, metadata }: Value): Inbound {
  const contact = contacts.find(({ wa_id, user_id }) => wa_id === said.from || user_id === said.from_user_id);
  const only = contact ?? (contacts.length === 1 ? contacts[0] : undefined);
  const userId = said.from_user_id ?? only?.user_id ?? null;
  const from = personAt(said.from ?? only?.wa_id ?? null, userId);
  const at = instantOf(said.timestamp);
  if (!said.id || !from || !at) throw new Unreadable("A WhatsApp message came without id, sender or time.");
  if (said.type === "reaction") return ignored("A reaction to a message asks for no answer.");
  if (!WRITTEN.has(said.type ?? "")) return ignored(`WhatsApp's "${said.type}" is nothing that they wrote.`);
  return {
    kind: "message",
    externalId: said.id,
    from,
    alsoKnownAs: userId && userId !== from ? [userId] : [],
    to: metadata?.phone_number_id ?? "",
    text: wordsOf(said),
    subject: null,
    html: null,
    media: mediaOf(said),
    choice: choiceOf(said),
    context: contextOf(said),
    name: only?.profile?.name ?? null,
    isAuthenticated: true,
    isAutomatic: false,
    at,
  };
}

/**
 * What a person can write; `system` tells in the same place that their number has changed, `request_welcome` that they
 * have opened the chat (the reference above, "Messages"). What Meta adds later is read again from its receipt.
 */
const WRITTEN: ReadonlySet<string> = new Set([
  ..."text image video audio document sticker location contacts order button interactive".split(" "),
  // It was written, in a form that WhatsApp does not pass on.
  "unsupported",
]);

const MEDIA_TYPES = ["image", "video", "audio", "document", "sticker"] as const;

function mediaOf(said: Said): InboundMedia[] {
  return MEDIA_TYPES.flatMap((type) => {
    const media = said[type];
    if (!media?.id) return [];
    const contentType = media.mime_type?.split(";", 1)[0] ?? "";
    return [{ contentType, name: media.filename, from: { id: media.id } }];
  });
}

/** What was said in words; what has none is at least named. */
function wordsOf(said: Said): string {
  const { interactive, button, location, order } = said;
  const caption = MEDIA_TYPES.map((type) => said[type]?.caption).find(Boolean);
  const reply = interactive?.button_reply ?? interactive?.list_reply;
  if (said.text?.body || caption) return said.text?.body ?? caption ?? "";
  if (reply?.title || button?.text) return reply?.title ?? button?.text ?? "";
  if (location) return locationWords(location);
  if (order) return orderWords(order);
  if (said.contacts.length)
    return `${NOTE.contact} ${said.contacts.map(({ name }) => name?.formatted_name).join(", ")}`;
  if (mediaOf(said).length) return "";
  return said.type === "unsupported" ? NOTE.notPassedOn : `[${said.type}]`;
}

function locationWords({ name, address, latitude, longitude }: NonNullable<Said["location"]>): string {
  return [NOTE.location, name, address, `${latitude},${longitude}`].filter(Boolean).join(" ");
}

function orderWords({ text: words, product_items }: NonNullable<Said["order"]>): string {
  const items = product_items.map(
    ({ quantity, product_retailer_id }) => `${quantity} × ${product_retailer_id}`,
  );
  return [`${NOTE.basket} ${items.join(", ")}`, words].filter(Boolean).join("\n");
}

const choiceOf = ({ interactive, button }: Said): string | null =>
  interactive?.button_reply?.id ?? interactive?.list_reply?.id ?? button?.payload ?? null;

function contextOf({ context, referral }: Said): InboundContext | null {
  if (context?.id) return { kind: "reply", externalId: context.id, url: null };
  return referral ? { kind: "referral", externalId: referral.source_id, url: referral.source_url } : null;
}

const STATES: Record<string, Reported> = {
  sent: "sent",
  delivered: "delivered",
  read: "read",
  // A voice message that was listened to.
  played: "read",
  failed: "failed",
};

/** `biz_opaque_callback_data` is what we wrote on it: our message's id, with its place where more was to come. */
function readStatus({ id, status, errors, biz_opaque_callback_data }: z.infer<typeof Status>): Inbound {
  const state = STATES[status ?? ""];
  if (!id) throw new Unreadable("A WhatsApp status came without its message's id.");
  if (!state) return ignored(`WhatsApp says "${status}", which changes nothing here.`);
  const code = state === "failed" && errors[0]?.code ? `whatsapp:${errors[0].code}` : null;
  const [messageId = null, place] = biz_opaque_callback_data?.split("#") ?? [];
  return { kind: "report", externalId: id, messageId, ...(place && { isPart: true }), state, code };
}

/** Under each name that they are known by: a no to the id is a no to the number. */
function readPreference({
  wa_id,
  user_id,
  category,
  value,
  timestamp,
}: z.infer<typeof Preference>): Inbound[] {
  const at = instantOf(timestamp);
  const names = [personAt(wa_id, null), user_id].filter((name) => name !== null);
  if (!at || names.length === 0) throw new Unreadable("A WhatsApp preference came without person or time.");
  if (category !== "marketing_messages" || (value !== "stop" && value !== "resume"))
    return [ignored(`WhatsApp's preference "${category}" is not about marketing.`)];
  const marketing = value === "stop" ? "revoked" : "granted";
  return names.map((from) => ({
    kind: "preference",
    externalId: `preference:${from}:${value}:${at.getTime()}`,
    from,
    marketing,
    at,
  }));
}

function readEcho(said: Said, userId: string | null, waId: string | null): Inbound {
  const [to, at] = [personAt(waId, userId), instantOf(said.timestamp)];
  if (!said.id || !to || !at) throw new Unreadable("An echo of WhatsApp came without id, person or time.");
  return { kind: "echo", by: "shop", externalId: said.id, to, text: wordsOf(said), media: mediaOf(said), at };
}

/** Said before the number was connected, by either side. The thread is named by the shopper's number. */
function readPast(said: Said, thread: string | null): Inbound {
  const isTheirs = !said.history_context?.from_me && said.from === thread;
  const echo = readEcho(said, said.to_user_id ?? said.from_user_id, thread);
  return echo.kind === "echo" && isTheirs ? { ...echo, by: "shopper" } : echo;
}
