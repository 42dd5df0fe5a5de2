import { createHash } from "node:crypto";
import { loadAccount } from "#app/channels/accounts.ts";
import type { Account } from "#app/channels/channel.ts";
import { changeMail } from "#app/channels/mail/connect-mail.ts";
import { mailSecrets, mailSettings } from "#app/channels/mail/mail-account.ts";
import { type Mailbox, openMailbox, sayFault } from "#app/channels/mail/open-mailbox.server.ts";
import { DAY, earlier, now } from "#app/clock.ts";
import { inShop } from "#app/db.server.ts";
import { keepReceipt } from "#app/letterbox/keep-receipt.server.ts";
import type { Receipt } from "#app/letterbox/receipt.ts";

/** At one go: the next minute's reading goes on where this one ended. */
const MOST_AT_ONCE = 100;

/** What the letterbox wants to know of a sender, without opening the mail: made by wiring, which knows consent's hash. */
export type Sealer = (raw: Buffer) => Pick<Receipt, "senderHash">;

/**
 * Takes in what came to a shop's mailbox since it was last read. Each mail becomes a receipt of the letterbox, kept before
 * the place in the mailbox moves on: a kill in between reads it again, and its key finds it there.
 */
export async function readMailbox(
  shopId: string,
  { accountId }: { accountId: string },
  sealer: Sealer,
): Promise<void> {
  const account = await inShop(shopId, (shop) => loadAccount(shop, accountId));
  const at = account && mailSettings(account).imap;
  if (!at) return;
  const box = await openMailbox(at, mailSecrets(account)).catch(async (error: unknown) => {
    // Shown beside the account; the next minute tries again.
    await inShop(shopId, (shop) => changeMail(shop, accountId, { settings: { imapFault: sayFault(error) } }));
    return null;
  });
  if (!box) return;
  try {
    await takeNew(shopId, account, box, sealer);
  } finally {
    await box.close();
  }
}

async function takeNew(shopId: string, account: Account, box: Mailbox, sealer: Sealer): Promise<void> {
  const from = await startOf(account, box);
  let uid = from.uid;
  for (const one of from.again) await take(account, box, one, sealer);
  const news = (await box.above(uid)).slice(0, MOST_AT_ONCE);
  for (const mail of news) {
    await take(account, box, mail.uid, sealer);
    uid = mail.uid;
  }
  const { read, imapFault } = mailSettings(account);
  if (read?.validity === box.validity && read.uid === uid && !imapFault) return;
  const place = { validity: box.validity, uid, at: now().toISOString() };
  await inShop(shopId, (shop) =>
    changeMail(shop, account.id, { settings: { read: place, imapFault: null } }),
  );
}

/**
 * Where to go on. A mailbox that is new to us begins with the next mail: what is older was answered elsewhere. One whose
 * numbers were given anew is read again from the day before we last did; letterbox and thread know what they have.
 */
async function startOf(account: Account, box: Mailbox): Promise<{ uid: number; again: number[] }> {
  const { read } = mailSettings(account);
  if (!read) return { uid: box.uidNext - 1, again: [] };
  if (read.validity === box.validity) return { uid: read.uid, again: [] };
  const again = await box.since(earlier(new Date(read.at), DAY));
  return { uid: Math.max(box.uidNext - 1, ...again), again };
}

async function take(account: Account, box: Mailbox, uid: number, sealer: Sealer): Promise<void> {
  const raw = await box.read(uid);
  // Deleted since it was counted.
  if (!raw) return;
  const digest = createHash("sha256").update(raw).digest("base64url");
  await keepReceipt({
    door: "email",
    key: `${account.id}:${digest}`,
    topic: "message",
    address: account.id,
    ...sealer(raw),
    headers: { url: `imap:${box.validity}/${uid}`, type: "message/rfc822" },
    body: raw,
  });
}
