import type { InboundContext } from "#app/channels/channel.ts";
import type { FileView } from "#app/conversations/message.ts";
import type { Reader } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";

/** A message with its files and its author's name: what every view of a thread is made of. */
export interface MessageRow {
  id: string;
  shopId: string;
  conversationId: string;
  seq: number;
  version: number;
  clientId: string | null;
  direction: string;
  channel: string;
  authorKind: string;
  authorId: string | null;
  authorName: string | null;
  body: string;
  choices: unknown;
  link: unknown;
  card: unknown;
  at: Date;
  notBefore: Date | null;
  state: string;
  reason: string | null;
  /** When its reader was told to have seen it, where the channel tells. */
  readAt: Date | null;
  orderId: string | null;
  parcelId: string | null;
  /** The whole mail is kept, with what it quotes (read-mail.ts). */
  hasMail: boolean;
  /** Of ours: the number, name or address it went out from. */
  sender: string | null;
  /** What it answers or came from, where the channel says so. */
  context: InboundContext | null;
  files: Omit<FileView, "url">[];
}

/** The messages `m` that `which` names (`and m.seq < 9 order by m.seq desc limit 50`), in its order, in one statement. */
export async function readMessageRows(shop: Reader, which: Prisma.Sql): Promise<MessageRow[]> {
  return shop.sql<MessageRow>`
    select m.id, m."shopId", m."conversationId", m.seq, m.version, m."clientId", m.direction, m.channel, m."authorKind", m."authorId",
      s.name as "authorName", m.body, m.choices, m.link, m.card, m.at, m."notBefore", m.state, m.reason, m."readAt", m."orderId", m."parcelId",
      m.html is not null as "hasMail", m.context, account.sender,
      coalesce((select json_agg(json_build_object(
          'id', f.id, 'width', f.width, 'height', f.height, 'name', f.name, 'contentType', f."contentType",
          'bytes', f.bytes, 'state', f.state, 'reason', f.reason) order by f."createdAt", f.id)
        from "File" f where f."shopId" = ${shop.id} and f."messageId" = m.id), '[]') as files
    from "Message" m left join "StaffMember" s on s."shopId" = ${shop.id} and s.id = m."authorId"
    left join "ChannelAccount" account on account."shopId" = ${shop.id} and account.id = m."accountId"
    where m."shopId" = ${shop.id} ${which}`;
}

export const ofMessage = (id: string): Prisma.Sql => Prisma.sql`and m.id = ${id}`;
