import type { Shop } from "#app/db.server.ts";

/** Of the thread's mail, for the next one's headers: ids oldest first, and what it is called. */
export interface MailThread {
  references: string[];
  subject: string | null;
}

const MOST_REFERENCES = 20;

/** RFC 5322, 3.6.4: by what stood before, mail programs put an answer where it belongs. */
export async function mailThreadOf(
  shop: Shop,
  { conversationId, address, id }: { conversationId: string; address: string | null; id: string },
): Promise<MailThread> {
  const rows = await shop.sql<{ externalId: string; subject: string | null }>`
    select "externalId", subject from "Message"
    where "shopId" = ${shop.id} and "conversationId" = ${conversationId} and channel = 'email' and id <> ${id}
      and address = ${address} and "externalId" like '<%>' and direction in ('in', 'out')
    order by seq desc limit ${MOST_REFERENCES}`;
  const named = rows.find(({ subject }) => subject)?.subject ?? null;
  return {
    references: rows.map(({ externalId }) => externalId).reverse(),
    subject: named && (/^re:/i.test(named) ? named : `Re: ${named}`),
  };
}
