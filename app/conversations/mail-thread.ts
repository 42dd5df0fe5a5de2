import { readThreadLocales } from "#app/conversations/thread-locale.ts";
import type { Shop } from "#app/db.server.ts";
import type { Message } from "#app/generated/prisma/client.ts";

/** Of the thread's mail, for the next one's headers: ids oldest first, and what it is called. */
export interface MailThread {
  references: string[];
  subject: string | null;
  /** The reader's language (thread-locale.ts). */
  locale: string;
}

const MOST_REFERENCES = 20;

/** RFC 5322, 3.6.4: by what stood before, mail programs put an answer where it belongs. */
export async function mailThreads(
  shop: Shop,
  messages: Pick<Message, "id" | "conversationId" | "channel" | "address">[],
): Promise<Map<string, MailThread>> {
  const mails = messages.filter(({ channel }) => channel === "email");
  if (!mails.length) return new Map();
  const rows = await shop.sql<Before & { messageId: string }>`
    select asked.id as "messageId", m."externalId", m.subject
    from jsonb_to_recordset(${JSON.stringify(mails.map(({ id, conversationId, address }) => ({ id, conversationId, address })))}::jsonb)
      asked(id text, "conversationId" text, address text)
    cross join lateral (
      select "externalId", subject, seq from "Message"
      where "shopId" = ${shop.id} and "conversationId" = asked."conversationId" and channel = 'email' and id <> asked.id
        and address = asked.address and "externalId" like '<%>' and direction in ('in', 'out')
      order by seq desc limit ${MOST_REFERENCES}) m
    order by m.seq desc`;
  const before = Map.groupBy(rows, ({ messageId }) => messageId);
  const locales = await readThreadLocales(shop, [
    ...new Set(mails.map(({ conversationId }) => conversationId)),
  ]);
  return new Map(
    mails.map(({ id, conversationId }) => [
      id,
      { ...threadOf(before.get(id) ?? []), locale: locales.get(conversationId) ?? "en" },
    ]),
  );
}

interface Before {
  externalId: string;
  subject: string | null;
}

/** Newest first. */
function threadOf(rows: Before[]): Omit<MailThread, "locale"> {
  const named = rows.find(({ subject }) => subject)?.subject ?? null;
  return {
    references: rows.map(({ externalId }) => externalId).reverse(),
    subject: named && (/^re:/i.test(named) ? named : `Re: ${named}`),
  };
}
