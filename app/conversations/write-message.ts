import { cleanText } from "#app/clean-text.ts";
import type { Channel, Choice, InboundContext, Template } from "#app/channels/channel.ts";
import type { AuthorKind, Card, Link, MessageState, Purpose } from "#app/conversations/message.ts";
import { lockThreads } from "#app/conversations/thread-head.ts";
import type { Shop } from "#app/db.server.ts";
import { claimFiles } from "#app/files/claim-files.ts";
import { newId } from "#app/id.ts";

export interface NewMessage {
  conversationId: string;
  /** `code` is shown in no thread (send-code.ts). */
  direction: "in" | "out" | "note" | "code";
  author: { kind: AuthorKind; id?: string | null };
  channel: Channel;
  address?: string | null;
  accountId?: string | null;
  text: string;
  subject?: string | null;
  choices?: Choice[];
  link?: Link | null;
  card?: Card | null;
  files?: { id: string }[];
  template?: Template | null;
  html?: string | null;
  context?: InboundContext | null;
  /** The channel vouches for who wrote it; a machine wrote it. */
  authentic?: boolean;
  automatic?: boolean;
  purpose: Purpose;
  /** Unique in the shop: one logical message, however often its writing is tried. */
  intent: string;
  clientId?: string | null;
  signedInAs?: string | null;
  externalId?: string | null;
  voidTag?: string | null;
  orderId?: string | null;
  parcelId?: string | null;
  notBefore?: Date | null;
  expiresAt?: Date | null;
  state: MessageState;
  reason?: string | null;
  at?: Date;
}

export interface Written {
  messageId: string;
  /** False where this logical message was written before; then nothing changed. */
  isNew: boolean;
}

/** Adds one message at the end of its thread; see `writeMessages`. */
export async function writeMessage(shop: Shop, message: NewMessage, held?: Locked): Promise<Written> {
  const threads = held && new Map([[message.conversationId, held]]);
  return (await writeMessages(shop, [message], threads))[0]!;
}

/**
 * Adds messages at the ends of their threads and moves the conversations' versions on, under the conversations' row
 * locks: sequence and version rise without gaps, which is what readers resume by. A handful of statements for any
 * number. `held`: what `lockConversations` said to a caller that has written nothing in the threads since.
 */
export async function writeMessages(
  shop: Shop,
  messages: NewMessage[],
  held?: Map<string, Locked>,
): Promise<Written[]> {
  const ids = [...new Set(messages.map(({ conversationId }) => conversationId))];
  const threads = held ?? (await lockConversations(shop, ids));
  const known = await findWritten(shop, messages);
  const placed = new Map<NewMessage, Place>();
  const intents = new Map<string, NewMessage>();
  for (const message of messages) {
    const same = intents.get(message.intent);
    if (same) known.set(message, known.get(same) ?? placed.get(same)!.id);
    else intents.set(message.intent, message);
    if (!known.has(message)) placed.set(message, nextPlace(threads, message.conversationId));
  }
  if (placed.size) await insert(shop, placed);
  await showInHeads(shop, placed);
  for (const [message, { id }] of placed)
    await claimFiles(shop, message.files?.map((file) => file.id) ?? [], { ...message, messageId: id });
  return messages.map((message) => {
    const place = placed.get(message);
    return { messageId: place?.id ?? known.get(message)!, isNew: place !== undefined };
  });
}

export interface Locked {
  /** Of the thread, or of its head where that is further: what is written while both are shown as one has one order. */
  lastSeq: number;
  version: number;
  /** Of the thread that staff see this one in, which is locked too. */
  headId: string | null;
}

export async function lockConversation(shop: Shop, conversationId: string): Promise<Locked> {
  return (await lockConversations(shop, [conversationId])).get(conversationId)!;
}

export async function lockConversations(shop: Shop, ids: string[]): Promise<Map<string, Locked>> {
  const rows = await lockThreads(shop, ids);
  const locked = ids.map((id) => {
    const own = rows.get(id);
    if (!own) throw new Error(`no conversation ${id} in this shop`);
    const head = own.headId ? rows.get(own.headId) : null;
    return [id, head ? { ...own, lastSeq: Math.max(own.lastSeq, head.lastSeq) } : own] as const;
  });
  return new Map(locked);
}

interface Place {
  id: string;
  seq: number;
  version: number;
  headId: string | null;
}

/** Of the thread's next message, with the thread moved on by it; threads of one head count together. */
function nextPlace(threads: Map<string, Locked>, conversationId: string): Place {
  const thread = threads.get(conversationId)!;
  const next = { ...thread, lastSeq: thread.lastSeq + 1, version: thread.version + 1 };
  threads.set(conversationId, next);
  if (thread.headId)
    for (const [id, other] of threads)
      if (other.headId === thread.headId) threads.set(id, { ...other, lastSeq: next.lastSeq });
  return { id: newId(), seq: next.lastSeq, version: next.version, headId: thread.headId };
}

async function findWritten(shop: Shop, messages: NewMessage[]): Promise<Map<NewMessage, string>> {
  const asked = messages.map(({ intent, channel, externalId, conversationId, clientId }, n) => ({
    ...{ n, intent, channel, externalId, conversationId, clientId },
  }));
  // One probe of an index each: an OR over the three would be planned as a walk through the shop's messages.
  const found = await shop.sql<{ n: number; id: string }>`
    select asked.n, known.id
    from json_to_recordset(${JSON.stringify(asked)}::json)
      asked(n int, intent text, channel text, "externalId" text, "conversationId" text, "clientId" text)
    cross join lateral (
      select id from "Message" where "shopId" = ${shop.id} and intent = asked.intent
      union all
      select id from "Message"
      where "shopId" = ${shop.id} and channel = asked.channel and "externalId" = asked."externalId"
      union all
      select id from "Message"
      where "shopId" = ${shop.id} and "conversationId" = asked."conversationId" and "clientId" = asked."clientId"
      limit 1) known`;
  return new Map(found.map(({ n, id }) => [messages[n]!, id]));
}

function columns(shop: Shop, message: NewMessage) {
  const { author, text, choices, files, at, authentic = true, automatic = false, ...rest } = message;
  return {
    ...rest,
    shopId: shop.id,
    authorKind: author.kind,
    authorId: author.id ?? null,
    body: cleanText(text),
    choices: choices?.length ? choices : null,
    authentic,
    automatic,
    fence: 0,
    at: at ?? shop.at,
    stateAt: shop.at,
  };
}

/** The messages' rows, by the names of their columns, and what their threads now say of themselves: one statement. */
async function insert(shop: Shop, placed: Map<NewMessage, Place>): Promise<void> {
  const rows = [...placed].map(([message, { id, seq, version }]) => ({
    ...columns(shop, message),
    ...{ id, seq, version },
  }));
  const threads = new Map(
    [...placed].map(([message, place]) => [message.conversationId, said(message, place)]),
  );
  await shop.sql`
    with written as (
      insert into "Message" select * from json_populate_recordset(null::"Message", ${JSON.stringify(rows)}::json)
    )
    update "Conversation" t set version = said.version, "lastSeq" = said.seq,
      "lastActivityAt" = case when "isShown" then ${shop.at} else t."lastActivityAt" end,
      "lastPreview" = case when "isShown" then said.preview else t."lastPreview" end,
      "lastAuthor" = case when "isShown" then said.author else t."lastAuthor" end,
      "lastCustomerAt" = case when "isInbound" then ${shop.at} else t."lastCustomerAt" end,
      channel = case when "isInbound" then said.channel else t.channel end
    from json_to_recordset(${JSON.stringify([...threads.values()])}::json) said("conversationId" text, seq int,
      version int, "isShown" bool, "isInbound" bool, preview text, author text, channel text)
    where t."shopId" = ${shop.id} and t.id = any(${[...threads.keys()]}) and t.id = said."conversationId"`;
}

const said = (message: NewMessage, { seq, version }: Pick<Place, "seq" | "version">) => ({
  conversationId: message.conversationId,
  isShown: message.direction !== "code",
  isInbound: message.direction === "in",
  preview: cleanText(message.text.slice(0, 140)),
  author: message.author.kind,
  channel: message.channel,
  seq,
  version,
});

/** Staff see the thread in its head: what was said last in one of them was said last in all of them. */
async function showInHeads(shop: Shop, placed: Map<NewMessage, Place>): Promise<void> {
  const heads = new Map(
    [...placed].flatMap(([message, place]) =>
      place.headId ? [[place.headId, { ...said(message, place), headId: place.headId }] as const] : [],
    ),
  );
  if (!heads.size) return;
  await shop.sql`
    update "Conversation" t set version = t.version + 1, "lastSeq" = said.seq,
      "lastActivityAt" = case when "isShown" then ${shop.at} else t."lastActivityAt" end,
      "lastPreview" = case when "isShown" then said.preview else t."lastPreview" end,
      "lastAuthor" = case when "isShown" then said.author else t."lastAuthor" end
    from jsonb_to_recordset(${JSON.stringify([...heads.values()])}::jsonb)
      said("headId" text, seq int, "isShown" bool, preview text, author text)
    where t."shopId" = ${shop.id} and t.id = any(${[...heads.keys()]}) and t.id = said."headId"`;
}
