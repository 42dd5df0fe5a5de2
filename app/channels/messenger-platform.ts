import { z } from "zod";
import type { Inbound, InboundContext, InboundMedia } from "#app/channels/channel.ts";
import { NOTE } from "#app/channels/notes-in-text.ts";
import { jsonOf } from "#app/letterbox/json-of.ts";
import { Unreadable } from "#app/letterbox/unreadable.ts";
import { flag, listOf, recordOf, text } from "#app/payload.ts";

/** Before our message's id in the metadata of what we send, alone for parts of one: Messenger gives it back in the echo. */
export const OUR_METADATA = "threadline:";

/**
 * What Meta's Messenger Platform tells of Messenger and of Instagram, read. A webhook may carry several items; each
 * becomes what it means to a thread, and what means nothing is `ignored` with its reason.
 * https://developers.facebook.com/docs/messenger-platform/reference/webhook-events
 */
export function readPlatformWebhook(body: Buffer, now: Date): Inbound[] {
  const read = Webhook.safeParse(jsonOf(body));
  if (!read.success) throw new Unreadable("This is no webhook of Messenger or Instagram.");
  return read.data.entry.flatMap(({ id, messaging, standby, changes }) => [
    ...messaging.flatMap((item) => readItem(item, id, now)),
    ...standby.flatMap((item) => readItem(item, id, now).map(heldByAnother)),
    ...changes.map((): Inbound => ignored("It is about the account and not a message.")),
  ]);
}

const Referral = recordOf({ ref: text, source: text, ad_id: text });
const Item = z.object({
  sender: recordOf({ id: text }),
  recipient: recordOf({ id: text }),
  timestamp: z.number().nullish().catch(null),
  message: recordOf({
    mid: text,
    text,
    is_echo: flag,
    is_deleted: flag,
    is_unsupported: flag,
    metadata: text,
    quick_reply: recordOf({ payload: text }),
    reply_to: recordOf({ mid: text, story: recordOf({ id: text, url: text }) }),
    attachments: listOf(z.object({ type: text, payload: recordOf({ url: text, title: text }) })),
    referral: Referral,
  }),
  postback: recordOf({ mid: text, title: text, payload: text, referral: Referral }),
  delivery: recordOf({ mids: listOf(z.string()), watermark: z.number().nullish().catch(null) }),
  read: recordOf({ mid: text, watermark: z.number().nullish().catch(null) }),
  reaction: recordOf({ mid: text, action: text }),
  referral: Referral,
});
type Item = z.infer<typeof Item>;
type Message = NonNullable<Item["message"]>;

const Webhook = z.object({
  entry: z.array(
    z.object({ id: text, messaging: listOf(Item), standby: listOf(Item), changes: listOf(z.unknown()) }),
  ),
});

const ignored = (because: string): Inbound => ({ kind: "ignored", because });

/** Another app of the merchant's has the thread and answers: this is to be seen, and nothing acts on it. */
const heldByAnother = (told: Inbound): Inbound =>
  told.kind === "message" ? { ...told, isAutomatic: true } : told;

/** Ids of people are an account's own, so the account is part of who somebody is (customers/contact-kind.ts). */
interface Between {
  account: string;
  shopper: string;
  at: Date;
}

function readItem(item: Item, owner: string | null, now: Date): Inbound[] {
  const { message, postback, delivery, read, reaction } = item;
  const isEcho = message?.is_echo ?? false;
  const [shopper, account = owner] = isEcho
    ? [item.recipient?.id, item.sender?.id]
    : [item.sender?.id, item.recipient?.id];
  if (!shopper || !account) return [ignored("It does not say who it is about.")];
  const between = {
    account,
    shopper: `${account}:${shopper}`,
    at: item.timestamp ? new Date(item.timestamp) : now,
  };
  if (message) return [readMessage(message, between)];
  if (postback) return [readPostback(postback, between)];
  if (delivery) return readDelivery(delivery, between);
  if (read) return readSeen(read, between);
  if (reaction) return [ignored("A reaction to a message asks for no answer.")];
  if (item.referral) return [ignored("They came by a link and have written nothing.")];
  return [ignored("It is not about a message.")];
}

function readMessage(message: Message, { account, shopper, at }: Between): Inbound {
  const { mid, metadata, quick_reply, is_echo, is_deleted } = message;
  if (!mid) return ignored("A message came without its id.");
  if (is_deleted) return { kind: "unsent", externalId: mid, from: shopper };
  const own = metadata?.startsWith(OUR_METADATA) ? metadata.slice(OUR_METADATA.length) : null;
  if (own === "") return ignored("It is a part of a message of ours.");
  if (own) return { kind: "report", externalId: mid, messageId: own, state: "sent", code: null };
  const said = { externalId: mid, text: message.text ?? "", media: mediaOf(message), at };
  if (is_echo) return { kind: "echo", to: shopper, ...said };
  return {
    ...plainMessage,
    ...said,
    text: [message.text, ...unseen(message)].filter(Boolean).join("\n"),
    from: shopper,
    to: account,
    choice: quick_reply?.payload ?? null,
    context: contextOf(message),
  };
}

const plainMessage = {
  kind: "message",
  subject: null,
  html: null,
  choice: null,
  context: null,
  name: null,
  isAuthenticated: true,
  isAutomatic: false,
} as const;

const MEDIA: Record<string, string> = {
  image: "image/*",
  video: "video/*",
  audio: "audio/*",
  file: "application/*",
};

/** What can be fetched. Stories are not: Instagram forbids keeping them, so only their address is shown. */
function mediaOf({ attachments }: Message): InboundMedia[] {
  return attachments.flatMap(({ type, payload }) => {
    const contentType = MEDIA[type ?? ""];
    return contentType && payload?.url ? [{ contentType, name: null, from: { url: payload.url } }] : [];
  });
}

const UNSEEN: Record<string, string> = {
  share: NOTE.post,
  ig_post: NOTE.post,
  ig_reel: NOTE.reel,
  reel: NOTE.reel,
  location: NOTE.location,
  template: NOTE.card,
  fallback: NOTE.link,
};

/** What has no words and cannot be fetched is at least named. */
function unseen({ attachments, is_unsupported }: Message): string[] {
  if (is_unsupported) return [NOTE.onlyInApp];
  return attachments.flatMap(({ type, payload }) => {
    const name = UNSEEN[type ?? ""];
    return name ? [[name, payload?.title, payload?.url].filter(Boolean).join(" ")] : [];
  });
}

function contextOf({ reply_to, attachments, referral }: Message): InboundContext | null {
  if (reply_to?.story) return { kind: "story-reply", externalId: reply_to.story.id, url: reply_to.story.url };
  const mention = attachments.find(({ type }) => type === "story_mention");
  if (mention) return { kind: "story-mention", externalId: null, url: mention.payload?.url ?? null };
  if (reply_to?.mid) return { kind: "reply", externalId: reply_to.mid, url: null };
  return referral ? { kind: "referral", externalId: referral.ad_id ?? referral.ref, url: null } : null;
}

/** A button, an ice breaker or the menu: their message is what stood on it. */
function readPostback(
  { mid, title, payload, referral }: NonNullable<Item["postback"]>,
  { account, shopper, at }: Between,
): Inbound {
  return {
    ...plainMessage,
    // Old buttons have no id: then the moment they were pressed at tells one press from the next.
    externalId: mid ?? `postback:${shopper}:${at.getTime()}`,
    text: title ?? payload ?? "",
    media: [],
    from: shopper,
    to: account,
    choice: payload,
    context: referral && { kind: "referral", externalId: referral.ad_id ?? referral.ref, url: null },
    at,
  };
}

/** By ids where there are any. All before the watermark has arrived too. */
function readDelivery({ mids, watermark }: NonNullable<Item["delivery"]>, { shopper }: Between): Inbound[] {
  const told = mids.map(
    (externalId): Inbound => ({
      kind: "report",
      externalId,
      messageId: null,
      state: "delivered",
      code: null,
    }),
  );
  return watermark == null ? told : [...told, seenUpTo(shopper, "delivered", watermark)];
}

function readSeen({ mid, watermark }: NonNullable<Item["read"]>, { shopper }: Between): Inbound[] {
  if (mid)
    return [
      { kind: "report", externalId: mid, messageId: null, state: "read", code: null },
      { kind: "watermark", from: shopper, state: "read", upTo: { externalId: mid } },
    ];
  return watermark == null
    ? [ignored("It does not say what was read.")]
    : [seenUpTo(shopper, "read", watermark)];
}

const seenUpTo = (from: string, state: "delivered" | "read", watermark: number): Inbound => ({
  kind: "watermark",
  from,
  state,
  upTo: new Date(watermark),
});
