import { type Account, type Channel, INSTALLATION_MAIL, type Provider } from "#app/channels/channel.ts";
import { endTroubles } from "#app/channels/sender-trouble.ts";
import type { SenderRole } from "#app/channels/sms-sender.ts";
import type { Shop } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import type { ChannelAccount } from "#app/generated/prisma/client.ts";
import { newId } from "#app/id.ts";
import { seal, unseal } from "#app/seal.server.ts";

/** The account with its secret in the open, or null where it is gone. For adapters only: never log or show it. */
export const loadAccount = async (shop: Shop, id: string): Promise<Account | null> =>
  (await loadAccounts(shop, [id])).get(id) ?? null;

/** Several by their ids, without those that are disconnected. */
export async function loadAccounts(shop: Shop, ids: string[]): Promise<Map<string, Account>> {
  const where = { shopId: shop.id, id: { in: ids }, removedAt: null };
  const accounts = (await shop.tx.channelAccount.findMany({ where })).map(openAccount);
  const mail = ids.includes(INSTALLATION_MAIL) ? installationMail() : null;
  return new Map((mail ? [...accounts, mail] : accounts).map((account) => [account.id, account]));
}

/** One that something has come to: also where it was disconnected (disconnect-account.ts). To hear by, never to send by. */
export async function loadHeardAccount(
  shop: Shop,
  id: string,
): Promise<{ account: Account; isConnected: boolean } | null> {
  const row = await shop.tx.channelAccount.findUnique({ where: { shopId_id: { shopId: shop.id, id } } });
  return row && { account: openAccount(row), isConnected: row.removedAt === null };
}

function openAccount(row: ChannelAccount): Account {
  return {
    id: row.id,
    provider: row.provider as Provider,
    role: row.role as SenderRole,
    sender: row.sender,
    settings: row.settings,
    secret: row.secret ? unseal(row.secret).toString() : "",
  };
}

function installationMail(): Account | null {
  if (!env.SMTP_URL) return null;
  return {
    id: INSTALLATION_MAIL,
    provider: "smtp",
    sender: env.MAIL_FROM,
    settings: {},
    secret: env.SMTP_URL,
  };
}

/** A channel, or a feed of carriers' scans. */
export type AccountChannel = Exclude<Channel, "chat"> | "easypost";

interface Connection {
  channel: AccountChannel;
  provider: Provider | "easypost";
  /** What it may be used for; "both" where that is not asked. */
  role?: SenderRole;
  sender: string;
  /** Where it may be the same for two shops: what else tells the shop's address apart. */
  address?: string;
  settings: object;
  secret: string;
}

/**
 * Keeps a connected account, its secret sealed, and the address its webhooks come to. Connecting the same sender again
 * replaces its settings. Returns the account's id, which is the unguessable part of its webhook path.
 */
export async function connectAccount(
  shop: Shop,
  { channel, provider, role = "both", sender, address = sender, settings, secret }: Connection,
): Promise<string> {
  const where = { shopId_channel_sender: { shopId: shop.id, channel, sender } };
  const data = {
    provider,
    role,
    settings,
    secret: seal(secret),
    removedAt: null,
    faults: 0,
    pausedUntil: null,
  };
  const fresh = { ...data, shopId: shop.id, id: newId(), channel, sender, connectedAt: shop.at };
  const { id } = await shop.tx.channelAccount.upsert({ where, create: fresh, update: data });
  await takeAddress(shop, { id, channel, value: address });
  // Connected anew: whatever the provider refused before is to be seen again.
  await endTroubles(shop, id);
  return id;
}

/** One that is only heard yet gives way, whosever it was; one that is in use does not. */
async function takeAddress(shop: Shop, address: { id: string; channel: string; value: string }) {
  const { id, channel, value } = address;
  await shop.tx.address.deleteMany({
    where: {
      heardUntil: { not: null },
      OR: [
        { id, shopId: shop.id },
        { channel, value },
      ],
    },
  });
  await shop.tx.address.createMany({ data: { ...address, shopId: shop.id }, skipDuplicates: true });
  const { shopId } = await shop.tx.address.findUniqueOrThrow({
    where: { channel_value: { channel, value } },
  });
  // Two shops at once: the screens ask before, and this decides.
  if (shopId !== shop.id) throw new Error("another shop has this sender connected");
}

/** The account of this kind that is connected now, its secret in the open; null where there is none. */
export async function connectedAccount(shop: Shop, channel: AccountChannel): Promise<Account | null> {
  const where = { shopId: shop.id, channel, removedAt: null };
  const row = await shop.tx.channelAccount.findFirst({ where, select: { id: true } });
  return row && loadAccount(shop, row.id);
}

/** News of a WhatsApp account as a whole, of its templates, come to every number of ours in it. */
export async function hearWhatsAppAccount(shop: Shop, id: string, wabaId: string): Promise<void> {
  const where = { id: `${id}/account` };
  const address = { channel: "whatsapp-account", value: `${wabaId}/${id}`, shopId: shop.id };
  await shop.tx.address.upsert({ where, create: { ...where, ...address }, update: address });
}

/** Which of the shop's accounts of this channel is known by this number; null where none is connected. */
export async function accountOfSender(shop: Shop, channel: Channel, sender: string): Promise<string | null> {
  const where = { shopId: shop.id, channel, sender, removedAt: null };
  const found = await shop.tx.channelAccount.findFirst({ where, select: { id: true } });
  return found?.id ?? null;
}

/** What the account is for from now on, and changes to its settings; the other settings stay. */
export async function changeAccount(
  shop: Shop,
  id: string,
  { role, settings }: { role?: SenderRole; settings?: object },
): Promise<void> {
  const where = { shopId_id: { shopId: shop.id, id } };
  const row = await shop.tx.channelAccount.findUnique({ where });
  if (!row || row.removedAt) return;
  const data = { ...(role && { role }), settings: { ...(row.settings as object), ...settings } };
  await shop.tx.channelAccount.update({ where, data });
}

/** Its provider has just sent something: shown beside the account. */
export async function noteHeard(shop: Shop, id: string): Promise<void> {
  await shop.tx.channelAccount.updateMany({ where: { shopId: shop.id, id }, data: { lastHeardAt: shop.at } });
}
