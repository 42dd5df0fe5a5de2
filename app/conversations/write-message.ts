import { cleanText } from "#app/clean-text.ts";
import type { Channel, Choice, InboundContext, Template } from "#app/channels/channel.ts";
import type { AuthorKind, Card, Link, MessageState, Purpose } from "#app/conversations/message.ts";
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

/**
 * Adds a message at the end of its thread and moves the conversation's version on, under the conversation's row
 * lock: sequence and version rise without gaps, which is what readers resume by. `held`: what `lockConversation` said
 * to a caller that has written nothing in the thread since.
 */
export async function writeMessage(shop: Shop, message: NewMessage, held?: Locked): Promise<Written> {
  const { lastSeq, version, headId } = held ?? (await lockConversation(shop, message.conversationId));
  const known = await findWritten(shop, message);
  if (known) return { messageId: known, isNew: false };
  const messageId = newId();
  await insert(shop, message, { id: messageId, seq: lastSeq + 1, version: version + 1 });
  if (headId) await showInHead(shop, message, { id: headId, seq: lastSeq + 1 });
  await claimFiles(shop, message.files?.map(({ id }) => id) ?? [], { ...message, messageId });
  return { messageId, isNew: true };
}

export interface Locked {
  /** Of the thread, or of its head where that is further: what is written while both are shown as one has one order. */
  lastSeq: number;
  version: number;
  /** Of the thread that staff see this one in, which is locked too. */
  headId: string | null;
}

export async function lockConversation(shop: Shop, conversationId: string): Promise<Locked> {
  const own = await lockRow(shop, conversationId);
  if (!own) throw new Error(`no conversation ${conversationId} in this shop`);
  const head = own.headId ? await lockRow(shop, own.headId) : null;
  return head ? { ...own, lastSeq: Math.max(own.lastSeq, head.lastSeq) } : own;
}

async function lockRow(shop: Shop, id: string): Promise<Locked | undefined> {
  const [row] = await shop.sql<Locked>`
    select "lastSeq", version, "headId" from "Conversation" where "shopId" = ${shop.id} and id = ${id} for update`;
  return row;
}

async function findWritten(
  shop: Shop,
  { intent, channel, externalId, conversationId, clientId }: NewMessage,
) {
  // One probe of an index each: an OR over the three would be planned as a walk through the shop's messages.
  const [found] = await shop.sql<{ id: string }>`
    select id from "Message" where "shopId" = ${shop.id} and intent = ${intent}
    union all
    select id from "Message" where "shopId" = ${shop.id} and channel = ${channel} and "externalId" = ${externalId ?? null}
    union all
    select id from "Message"
    where "shopId" = ${shop.id} and "conversationId" = ${conversationId} and "clientId" = ${clientId ?? null}
    limit 1`;
  return found?.id ?? null;
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

/** The message's row, by the names of its columns, and what its thread now says of itself: one statement. */
async function insert(shop: Shop, message: NewMessage, { id, seq, version }: Place) {
  const isShown = message.direction !== "code";
  const isInbound = message.direction === "in";
  const row = { ...columns(shop, message), id, seq, version };
  await shop.sql`
    with written as (
      insert into "Message" select * from jsonb_populate_record(null::"Message", ${JSON.stringify(row)}::jsonb)
    )
    update "Conversation" set version = ${version}, "lastSeq" = ${seq},
      "lastActivityAt" = case when ${isShown} then ${shop.at} else "lastActivityAt" end,
      "lastPreview" = case when ${isShown} then ${cleanText(message.text.slice(0, 140))} else "lastPreview" end,
      "lastAuthor" = case when ${isShown} then ${message.author.kind} else "lastAuthor" end,
      "lastCustomerAt" = case when ${isInbound} then ${shop.at} else "lastCustomerAt" end,
      channel = case when ${isInbound} then ${message.channel} else channel end
    where "shopId" = ${shop.id} and id = ${message.conversationId}`;
}

interface Place {
  id: string;
  seq: number;
  version: number;
}

/** Staff see the thread in its head: what was said last in one of them was said last in all of them. */
async function showInHead(shop: Shop, message: NewMessage, { id, seq }: Omit<Place, "version">) {
  const isShown = message.direction !== "code";
  await shop.sql`
    update "Conversation" set version = version + 1, "lastSeq" = ${seq},
      "lastActivityAt" = case when ${isShown} then ${shop.at} else "lastActivityAt" end,
      "lastPreview" = case when ${isShown} then ${cleanText(message.text.slice(0, 140))} else "lastPreview" end,
      "lastAuthor" = case when ${isShown} then ${message.author.kind} else "lastAuthor" end
    where "shopId" = ${shop.id} and id = ${id}`;
}
