import type { PostedWebhook } from "../meta/meta-types.ts";
import { type Inboxes, thread } from "./inbox-state.ts";
import type { Said } from "./inbox-types.ts";

/** Page Inbox's own app id, in echoes of what a merchant says there. */
const PAGE_INBOX = 26390203743090;

interface Told {
  inboxId: string;
  personId: string;
  /** The webhook field that must be subscribed for this to be told. */
  field: string;
  /** What happened, beside sender, recipient and timestamp. */
  item: object;
  at: number;
  /** From the account to the person, as echoes are. */
  isEcho?: boolean;
  forged?: boolean;
  /** To an app that does not have the thread: what is said is in `standby`. */
  isStandby?: boolean;
}

/** Posts one item to the app, where it has subscribed to the field; null where it has not. */
export async function tellApp({ meta, platform, state }: Inboxes, told: Told): Promise<PostedWebhook | null> {
  const { inboxId, personId, field, item, at, isEcho, forged = false, isStandby } = told;
  if (!state.inboxes.get(inboxId)?.fields.includes(field)) return null;
  const [sender, recipient] = isEcho ? [inboxId, personId] : [personId, inboxId];
  const messaging = [{ sender: { id: sender }, recipient: { id: recipient }, timestamp: at, ...item }];
  const entry = [
    { id: inboxId, time: meta.town.clock.now(), [isStandby ? "standby" : "messaging"]: messaging },
  ];
  return meta.tell({ object: platform.object, owner: inboxId, entry, forged });
}

/** What went out of the account, told back to the app: its own messages with its id and metadata. */
export async function tellEcho(inboxes: Inboxes, said: Said): Promise<PostedWebhook | null> {
  const { platform, meta } = inboxes;
  const isMessenger = platform.name === "messenger";
  const { mid, text, metadata, isByApp, at, inboxId, personId, attachments } = said;
  const message = {
    is_echo: true,
    ...(isMessenger && { app_id: isByApp ? Number(meta.app.id) : PAGE_INBOX, ...(metadata && { metadata }) }),
    mid,
    ...(text && { text }),
    ...(attachments.length && {
      attachments: attachments.map(({ type, url }) => ({ type, payload: { url } })),
    }),
  };
  const field = isMessenger ? "message_echoes" : "messages";
  return tellApp(inboxes, { inboxId, personId, field, item: { message }, at, isEcho: true });
}

/** Messenger's word that it has arrived, by id and by watermark. */
export async function tellDelivered(inboxes: Inboxes, { mid, inboxId, personId, at }: Said): Promise<void> {
  const item = { delivery: { mids: [mid], watermark: at } };
  await tellApp(inboxes, {
    inboxId,
    personId,
    field: "message_deliveries",
    item,
    at: inboxes.town.clock.now(),
  });
}

/** The person has the thread open: all that came up to now is read. */
export async function tellRead(inboxes: Inboxes, said: Said): Promise<PostedWebhook | null> {
  const { platform, town } = inboxes;
  const { inboxId, personId, mid } = said;
  const at = town.clock.now();
  for (const one of thread(inboxes, inboxId, personId)) if (one.direction === "in") one.readAt ??= at;
  const read = platform.hasWatermarks ? { watermark: at } : { mid };
  const field = platform.hasWatermarks ? "message_reads" : "messaging_seen";
  return tellApp(inboxes, { inboxId, personId, field, item: { read }, at });
}
