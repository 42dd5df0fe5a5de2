import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { RawRequest } from "#app/channels/channel.ts";
import { env } from "#app/env.server.ts";
import { readJson } from "#app/payload.ts";

/** Whether Meta signed these very bytes: hex HMAC-SHA256 keyed with the app's secret, one for the whole installation. */
export function isFromMeta({ headers, body }: Pick<RawRequest, "headers" | "body">): boolean {
  const signature = headers["x-hub-signature-256"];
  if (typeof signature !== "string") return false;
  return [env.META_APP_SECRET, env.INSTAGRAM_APP_SECRET].some((secret) => {
    if (!secret) return false;
    const hex = createHmac("sha256", secret).update(body).digest("hex");
    const [given, expected] = [Buffer.from(signature), Buffer.from(`sha256=${hex}`)];
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** The challenge to give back when Meta is told of the webhook's address; null for anyone who does not know our word. */
export function answerToHandshake(query: URLSearchParams): string | null {
  const said = Buffer.from(query.get("hub.verify_token") ?? "");
  const ours = Buffer.from(env.META_VERIFY_TOKEN ?? "");
  const isOurs = ours.length > 0 && said.length === ours.length && timingSafeEqual(said, ours);
  return isOurs && query.get("hub.mode") === "subscribe" ? query.get("hub.challenge") : null;
}

/** One thing told by a webhook of Meta's, as a webhook of its own that says nothing else. */
export interface MetaItem {
  /** Whose it is: an address of ours (channel and value), where webhooks of that product name one. */
  channel: "whatsapp" | "whatsapp-account" | "messenger" | "instagram";
  owner: string;
  /** What it is about: `messages`, `statuses`, `message_template_status_update`. */
  topic: string;
  body: Buffer;
}

const Webhook = z.object({
  object: z.string(),
  entry: z.array(z.looseObject({ id: z.coerce.string() })),
});
type Entry = z.infer<typeof Webhook>["entry"][number];

/** A webhook in its single items, or null where it is none that we know. */
export function splitMetaWebhook(body: Buffer): MetaItem[] | null {
  const read = Webhook.safeParse(readJson(body.toString("utf8")));
  if (!read.success) return null;
  const { object, entry } = read.data;
  if (object === "whatsapp_business_account") return entry.flatMap(splitWhatsApp);
  if (object !== "page" && object !== "instagram") return null;
  return entry.flatMap((one) => splitInbox(object, one));
}

const INBOX_LISTS = ["messaging", "standby", "changes"];

/** Messenger's and Instagram's: each entry is a Page's or an account's, with lists of events. */
function splitInbox(object: "page" | "instagram", entry: Entry): MetaItem[] {
  const channel = object === "page" ? "messenger" : "instagram";
  const rest = Object.fromEntries(Object.entries(entry).filter(([name]) => !INBOX_LISTS.includes(name)));
  return INBOX_LISTS.flatMap((topic) =>
    listAt(entry, topic).map((item) => {
      const body = written(object, { ...rest, [topic]: [item] });
      return { channel, owner: entry.id, topic, body } as const;
    }),
  );
}

const Change = z.object({
  field: z.string(),
  value: z.looseObject({ metadata: z.object({ phone_number_id: z.coerce.string() }).optional() }),
});
type Change = z.infer<typeof Change>;

function splitWhatsApp(entry: Entry): MetaItem[] {
  return listAt(entry, "changes").flatMap((said) => {
    const read = Change.safeParse(said);
    const topic = read.success ? read.data.field : "unknown";
    const number = read.data?.value.metadata?.phone_number_id;
    const whose = number
      ? ({ channel: "whatsapp", owner: number } as const)
      : ({ channel: "whatsapp-account", owner: entry.id } as const);
    const changes = read.success ? singleChanges(read.data) : [said];
    return changes.map((change) => ({
      ...whose,
      topic,
      body: written("whatsapp_business_account", { ...entry, changes: [change] }),
    }));
  });
}

/** What a value lists, by the name of its list. */
const WHATSAPP_LISTS = ["messages", "statuses", "errors", "user_preferences", "message_echoes", "history"];

function singleChanges({ field, value }: Change): unknown[] {
  const lists = WHATSAPP_LISTS.filter((name) => Array.isArray(value[name]));
  if (lists.length === 0) return [{ field, value }];
  const shared = Object.fromEntries(Object.entries(value).filter(([name]) => !lists.includes(name)));
  return lists.flatMap((name) =>
    (name === "history" ? splitHistory(value) : listAt(value, name)).map((item) => ({
      field,
      value: { ...shared, [name]: [item] },
    })),
  );
}

const Chunk = z.looseObject({ threads: z.array(z.looseObject({ messages: z.array(z.unknown()) })) });

/** A chunk of history has threads, and a thread its messages. A declined history has neither. */
function splitHistory(value: object): unknown[] {
  return listAt(value, "history").flatMap((said): unknown[] => {
    const read = Chunk.safeParse(said);
    if (!read.success) return [said];
    const { threads, ...chunk } = read.data;
    return threads.flatMap(({ messages, ...thread }) =>
      messages.map((message) => ({ ...chunk, threads: [{ ...thread, messages: [message] }] })),
    );
  });
}

const listAt = (holder: object, name: string): unknown[] => {
  const found = (holder as Record<string, unknown>)[name];
  return Array.isArray(found) ? found : [];
};

const written = (object: string, entry: object): Buffer =>
  Buffer.from(JSON.stringify({ object, entry: [entry] }));
