import { loadAccount } from "#app/channels/accounts.ts";
import { mailSecrets, mailSettings } from "#app/channels/mail/mail-account.ts";
import { type Idling, idleOn } from "#app/channels/mail/open-mailbox.server.ts";
import { every, MINUTE } from "#app/clock.ts";
import { inShop } from "#app/db.server.ts";
import { type Leases, openLeases } from "#app/jobs/leases.server.ts";
import { log } from "#app/log.server.ts";

/** Each is an open connection. A process has many thousands to give; what is beyond is read every minute all the same. */
const MOST = 2_000;

interface Watch {
  shopId: string;
  /** What it was opened with: changed, it is another mailbox. */
  opened: string;
  line: Idling | null;
}

interface Watching {
  watches: Map<string, Watch>;
  leases: Leases;
  hear(shopId: string, accountId: string): void;
}

let watching: Watching | null = null;

/**
 * From now on this process keeps a line open to each mailbox that it reads and nobody else watches, and calls `hear` when
 * mail comes there. Returns how to stop.
 */
export function startWatching(hear: Watching["hear"]): () => Promise<void> {
  const watches = new Map<string, Watch>();
  const leases = openLeases(() => void Promise.all([...watches.keys()].map(letGo)));
  const stopLooking = every(MINUTE, () => {
    for (const [id, watch] of watches)
      letGoIfChanged(id, watch).catch((err) => log.warn({ err }, "could not look after a mailbox"));
  });
  watching = { watches, leases, hear };
  return async () => {
    stopLooking();
    await Promise.all([...watches.keys()].map(letGo));
    watching = null;
    await leases.end();
  };
}

/** Opens a line to a mailbox, unless one is open: here, or where the lease is held. A server that is away is asked next time. */
export async function watchMailbox(shopId: string, accountId: string): Promise<void> {
  if (!watching || watching.watches.has(accountId) || watching.watches.size >= MOST) return;
  const { watches, leases, hear } = watching;
  const found = await readMailboxAt(shopId, accountId);
  if (!found || watches.has(accountId)) return;
  const watch: Watch = { shopId, opened: JSON.stringify(found), line: null };
  watches.set(accountId, watch);
  const isOurs = await leases.take(leaseOf(accountId));
  if (!isOurs) return void watches.delete(accountId);
  watch.line = await idleOn(found.at, found, {
    hear: () => hear(shopId, accountId),
    end: () => void letGo(accountId),
  }).catch(() => null);
  // Let go of meanwhile: nobody else would close it.
  if (watches.get(accountId) !== watch) return void watch.line?.close();
  // What came while the line was being opened.
  if (watch.line) hear(shopId, accountId);
  else await letGo(accountId);
}

async function letGo(accountId: string): Promise<void> {
  const watch = watching?.watches.get(accountId);
  if (!watching || !watch) return;
  watching.watches.delete(accountId);
  await watch.line?.close();
  await watching.leases.giveBack(leaseOf(accountId));
}

async function letGoIfChanged(accountId: string, { shopId, opened }: Watch): Promise<void> {
  const found = await readMailboxAt(shopId, accountId);
  if (JSON.stringify(found) !== opened) await letGo(accountId);
}

async function readMailboxAt(shopId: string, accountId: string) {
  const account = await inShop(shopId, (shop) => loadAccount(shop, accountId));
  const at = account && mailSettings(account).imap;
  return at ? { at, imapPassword: mailSecrets(account).imapPassword } : null;
}

const leaseOf = (accountId: string): string => `mailbox:${accountId}`;
