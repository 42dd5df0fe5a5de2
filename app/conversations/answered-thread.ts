import type { InboundContext } from "#app/channels/channel.ts";
import { ourMessagesIn } from "#app/channels/mail/mail-ids.ts";
import type { Shop } from "#app/db.server.ts";

interface Answer {
  from: string;
  context?: InboundContext | null;
}

/**
 * Whose thread a mail answers: it names a message by an id that we signed, and comes from the address that this message
 * went to. A forged id opens nothing; nor does a true one from elsewhere, for mail is passed on. Null where it answers none.
 */
export async function findAnswered(shop: Shop, { from, context }: Answer): Promise<string | null> {
  const [named] = context?.kind === "reply" ? ourMessagesIn(context.externalId ?? "") : [];
  if (!named) return null;
  const [thread] = await shop.sql<{ customerId: string }>`
    select c."customerId" from "Message" m
    join "Conversation" c on c."shopId" = m."shopId" and c.id = m."conversationId"
    where m."shopId" = ${shop.id} and m.id = ${named.messageId} and m.channel = 'email' and m.direction = 'out'
      and lower(m.address) = ${from}`;
  return thread?.customerId ?? null;
}

/**
 * Who has written from this address before without proof: their mails belong together, and to nobody else's thread. So
 * somebody of whom nothing else is known but this address, unproven, as mail told it.
 */
export async function findUnproven(shop: Shop, from: string): Promise<string | null> {
  const [known] = await shop.sql<{ customerId: string }>`
    select p."customerId" from "ContactPoint" p
    join "Customer" c on c."shopId" = p."shopId" and c.id = p."customerId"
    where p."shopId" = ${shop.id} and p.kind = 'email' and p."matchKey" = ${from} and p.source = 'email'
      and p."verifiedAt" is null and c."shopifyId" is null and c."deletedAt" is null
      and not exists (select 1 from "ContactPoint" o
        where o."shopId" = p."shopId" and o."customerId" = p."customerId" and o.id <> p.id)
    order by p."createdAt" limit 1`;
  return known?.customerId ?? null;
}
