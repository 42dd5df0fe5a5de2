import { cleanText } from "#app/clean-text.ts";
import type {
  AuthorKind,
  Card,
  Channel,
  Choice,
  Link,
  MessageState,
  Purpose,
} from "#app/conversations/message.ts";
import type { Shop } from "#app/db.server.ts";
import { claimFiles } from "#app/files/claim-files.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
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
  purpose: Purpose;
  /** Unique in the shop: one logical message, however often its writing is tried. */
  intent: string;
  clientId?: string | null;
  signedInAs?: string | null;
  externalId?: string | null;
  voidTag?: string | null;
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
 * lock: sequence and version rise without gaps, which is what readers resume by.
 */
export async function writeMessage(shop: Shop, message: NewMessage): Promise<Written> {
  const { lastSeq, version } = await lockConversation(shop, message.conversationId);
  const known = await findWritten(shop, message);
  if (known) return { messageId: known, isNew: false };
  const messageId = newId();
  await shop.tx.message.create({
    data: { ...columns(shop, message), id: messageId, seq: lastSeq + 1, version: version + 1 },
  });
  await claimFiles(shop, message.files?.map(({ id }) => id) ?? [], { ...message, messageId });
  await moveConversation(shop, message, lastSeq + 1, version + 1);
  return { messageId, isNew: true };
}

interface Locked {
  lastSeq: number;
  version: number;
}

export async function lockConversation(shop: Shop, conversationId: string): Promise<Locked> {
  const [row] = await shop.tx.$queryRaw<Locked[]>`
    select "lastSeq", version from "Conversation" where "shopId" = ${shop.id} and id = ${conversationId} for update`;
  if (!row) throw new Error(`no conversation ${conversationId} in this shop`);
  return row;
}

async function findWritten(
  shop: Shop,
  { intent, channel, externalId, conversationId, clientId }: NewMessage,
) {
  const keys: Prisma.MessageWhereInput[] = [{ intent }];
  if (externalId) keys.push({ channel, externalId });
  if (clientId) keys.push({ conversationId, clientId });
  const found = await shop.tx.message.findFirst({
    where: { shopId: shop.id, OR: keys },
    select: { id: true },
  });
  return found?.id ?? null;
}

function columns(shop: Shop, message: NewMessage) {
  const { author, text, choices, link, card, files, at, ...rest } = message;
  const json = (value: object | null | undefined) =>
    value ? (value as unknown as Prisma.InputJsonValue) : Prisma.DbNull;
  return {
    ...rest,
    shopId: shop.id,
    authorKind: author.kind,
    authorId: author.id ?? null,
    body: cleanText(text),
    choices: json(choices?.length ? choices : null),
    link: json(link),
    card: json(card),
    fence: 0,
    at: at ?? shop.at,
    stateAt: shop.at,
  };
}

async function moveConversation(shop: Shop, message: NewMessage, seq: number, version: number) {
  const isShown = message.direction !== "code";
  const isInbound = message.direction === "in";
  await shop.tx.conversation.update({
    where: { shopId_id: { shopId: shop.id, id: message.conversationId } },
    data: {
      version,
      lastSeq: seq,
      ...(isShown && {
        lastActivityAt: shop.at,
        lastPreview: cleanText(message.text.slice(0, 140)),
        lastAuthor: message.author.kind,
      }),
      ...(isInbound && { lastCustomerAt: shop.at, channel: message.channel }),
    },
  });
}
