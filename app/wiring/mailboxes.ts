import { recheckDomain } from "#app/channels/mail/connect-mail.ts";
import { readMailbox } from "#app/channels/mail/read-mailbox.server.ts";
import { mailSender } from "#app/channels/mail/posted-mail.ts";
import { startWatching, watchMailbox } from "#app/channels/mail/watch-mailbox.server.ts";
import { senderHash } from "#app/consent/sender-lock.ts";
import { inShop, pool, type Shop } from "#app/db.server.ts";
import { enqueue, type Job } from "#app/jobs/enqueue.ts";
import { log } from "#app/log.server.ts";

/** Every minute: a job for each connected mailbox. */
export async function readMailboxes(): Promise<void> {
  const { rows } = await pool.query<{ shopId: string; ids: string[] }>(
    `select "shopId", array_agg(id) as ids from "Address" where channel = 'email' and "heardUntil" is null group by 1`,
  );
  for (const { shopId, ids } of rows) await inShop(shopId, (shop) => enqueueOf(shop, ids));
}

async function enqueueOf(shop: Shop, ids: string[]): Promise<void> {
  const open = await shop.sql<{ id: string }>`
    select id from "ChannelAccount"
    where "shopId" = ${shop.id} and id = any(${ids}) and "removedAt" is null and settings ? 'imap'`;
  await enqueue(
    shop,
    open.map(({ id }) => reading(id)),
  );
}

/** Every night: whether each sender's domain still vouches for our mail. */
export async function recheckDomains(): Promise<void> {
  const { rows } = await pool.query<{ shopId: string; id: string }>(
    `select "shopId", id from "Address" where channel = 'email' and "heardUntil" is null`,
  );
  for (const { shopId, id } of rows) await recheckDomain(shopId, id);
}

/** With what the letterbox seals of a sender, so that a send waits for an unread "stop". Then its line is kept open. */
export async function readOneMailbox(shopId: string, asked: { accountId: string }): Promise<void> {
  await readMailbox(shopId, asked, (raw) => {
    const from = mailSender(raw);
    return { senderHash: from ? senderHash("email", from) : null };
  });
  await watchMailbox(shopId, asked.accountId);
}

/** For a worker: mail is read as it comes, and not at the next minute alone. Returns how to stop. */
export const startWatchingMailboxes = (): (() => Promise<void>) =>
  startWatching((shopId, accountId) => {
    inShop(shopId, (shop) => enqueue(shop, [reading(accountId)])).catch((err: unknown) =>
      // The next minute reads it.
      log.warn({ err }, "mail came, and could not be asked for"),
    );
  });

const reading = (accountId: string): Job => ({
  task: "readMailbox",
  payload: { accountId },
  key: `mailbox:${accountId}`,
});
