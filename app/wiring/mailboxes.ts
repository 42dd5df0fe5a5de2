import { recheckDomain } from "#app/channels/mail/connect-mail.ts";
import { readMailbox } from "#app/channels/mail/read-mailbox.server.ts";
import { mailSender } from "#app/channels/mail/posted-mail.ts";
import { senderHash } from "#app/consent/may-send.ts";
import { inShop, pool, type Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

/** Every minute: a job for each connected mailbox. */
export async function readMailboxes(): Promise<void> {
  const { rows } = await pool.query<{ shopId: string; ids: string[] }>(
    `select "shopId", array_agg(id) as ids from "Address" where channel = 'email' group by 1`,
  );
  for (const { shopId, ids } of rows) await inShop(shopId, (shop) => enqueueOf(shop, ids));
}

async function enqueueOf(shop: Shop, ids: string[]): Promise<void> {
  const open = await shop.sql<{ id: string }>`
    select id from "ChannelAccount"
    where "shopId" = ${shop.id} and id = any(${ids}) and "removedAt" is null and settings ? 'imap'`;
  await enqueue(
    shop,
    open.map(({ id }) => ({
      task: "readMailbox",
      payload: { accountId: id },
      key: `mailbox:${id}`,
    })),
  );
}

/** Every night: whether each sender's domain still vouches for our mail. */
export async function recheckDomains(): Promise<void> {
  const { rows } = await pool.query<{ shopId: string; id: string }>(
    `select "shopId", id from "Address" where channel = 'email'`,
  );
  for (const { shopId, id } of rows) await recheckDomain(shopId, id);
}

/** With what the letterbox seals of a sender, so that a send waits for an unread "stop". */
export const readOneMailbox = (shopId: string, asked: { accountId: string }): Promise<void> =>
  readMailbox(shopId, asked, (raw) => {
    const from = mailSender(raw);
    return { senderHash: from ? senderHash("email", from) : null };
  });
