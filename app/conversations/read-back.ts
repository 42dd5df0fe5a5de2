import { loadAccount } from "#app/channels/accounts.ts";
import type { Account, Channel, Logged } from "#app/channels/channel.ts";
import { adapterOf } from "#app/channels/shelf.ts";
import { handOver } from "#app/conversations/hand-over.ts";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { recordDelivery } from "#app/conversations/record-delivery.ts";
import { recordEcho } from "#app/conversations/record-echo.ts";
import { settleMessage } from "#app/conversations/settle-message.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { parkJob } from "#app/jobs/park-job.ts";

interface Lost {
  accountId: string;
  /** When the backup was taken: what was said after it is not in this database. */
  since: string;
}

/** So many a transaction. */
const AT_ONCE = 100;

/**
 * Job of a restored backup (reliability R16): reads from the provider's own log what was said by one account since
 * then. What waited is settled first, so that none of it is taken for somebody else's words; then both sides' messages
 * come into their threads in the order in which they were said. Words that end consent are heard, nothing is answered.
 * A provider without a log is named under Problems. Throws where the log cannot be read now: it is asked again.
 */
export async function readBack(shopId: string, { accountId, since }: Lost): Promise<void> {
  const account = await inShop(shopId, (shop) => loadAccount(shop, accountId));
  if (!account) return;
  const adapter = adapterOf(account);
  if (!adapter.logSince)
    return inShop(shopId, (shop) => sayUnreadable(shop, adapter.channel, { accountId, since }));
  await settleWaiting(shopId, accountId);
  const log = await adapter.logSince(account, new Date(since));
  if (log.as === "unavailable") throw new Error("the provider's log could not be read");
  const said = log.said.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const unanswered = new Map<string, string>();
  for (let from = 0; from < said.length; from += AT_ONCE)
    await inShop(shopId, async (shop) => {
      for (const one of said.slice(from, from + AT_ONCE)) await takeIn(shop, account, one, unanswered);
    });
  await inShop(shopId, async (shop) => {
    for (const conversationId of new Set(unanswered.values()))
      await handOver(shop, { conversationId, because: NOBODY_KNOWS, facts: {} });
  });
}

const NOBODY_KNOWS =
  "They wrote while what we knew was lost, and it was read back from the provider. Look whether somebody has answered.";

/** Whatever waited or was on its way when the backup was taken may be in the log under an id that we do not know yet. */
async function settleWaiting(shopId: string, accountId: string): Promise<void> {
  const waiting = await inShop(shopId, ({ tx, id }) =>
    tx.message.findMany({
      where: { shopId: id, accountId, state: { in: ["unknown", "sending"] }, externalId: null },
      orderBy: { seq: "asc" },
      select: { id: true, fence: true },
    }),
  );
  for (const { id: messageId, fence } of waiting) await settleMessage(shopId, { messageId, fence });
}

/** `unanswered`: by the shopper's address, the thread of what they said last, as long as nobody has said anything since. */
async function takeIn(
  shop: Shop,
  account: Account,
  one: Logged,
  unanswered: Map<string, string>,
): Promise<void> {
  const { channel } = adapterOf(account);
  const { externalId, address, text, media, at } = one;
  if (one.by === "shopper") {
    const told = { channel, accountId: account.id, from: address, text, media, externalId, at };
    const { conversationId, isNew } = await receiveMessage(shop, { ...told, isReadBack: true });
    if (isNew) unanswered.set(address, conversationId);
    return;
  }
  unanswered.delete(address);
  const where = { shopId: shop.id, channel, externalId };
  if (!(await shop.tx.message.findFirst({ where, select: { id: true } })))
    await recordEcho(
      shop,
      { channel, accountId: account.id },
      { kind: "echo", externalId, to: address, text, media, at },
    );
  await recordDelivery(shop, { channel, externalId, messageId: null, state: one.state, code: one.code });
}

const NAMES: Record<Channel, string> = {
  chat: "the chat",
  sms: "text",
  whatsapp: "WhatsApp",
  messenger: "Messenger",
  instagram: "Instagram",
  email: "email",
};

async function sayUnreadable(shop: Shop, channel: Channel, lost: Lost): Promise<void> {
  const from = lost.since.slice(0, 16).replace("T", " ");
  const reason =
    `This shop was restored from a backup of ${from} UTC. What was said by ${NAMES[channel]} between then and ` +
    "the restore cannot be read back, also who asked for no more messages. Look into the provider's own app";
  await parkJob(shop, { task: "readBack", payload: { ...lost }, reason });
}
