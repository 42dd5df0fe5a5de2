import { loadAccount } from "#app/channels/accounts.ts";
import { shelf } from "#app/channels/shelf.ts";
import { DAY, later } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";
import { seal } from "#app/seal.server.ts";

/** People answer a text they had weeks ago, and a STOP to it counts for whatever else the shop sends them. */
const HEARD_MS = 90 * DAY;

/**
 * Takes an account out of use: nothing leaves by it from this commit on. What shoppers write to it is heard for ninety days
 * more, unless somebody connects its address before (accounts.ts); of its secret only what proves who wrote is kept.
 */
export async function disconnectAccount(shop: Shop, id: string): Promise<void> {
  const account = await loadAccount(shop, id);
  if (!account) return;
  const adapter = shelf[account.provider];
  const kept = adapter?.secretToVerify?.(account);
  await shop.tx.channelAccount.update({
    where: { shopId_id: { shopId: shop.id, id } },
    data: { removedAt: shop.at, secret: kept ? seal(kept) : null },
  });
  // Where no shopper writes, there is nothing to hear: news of templates, and the scans of carriers, which are on no shelf.
  const silent = [`${id}/account`, ...(adapter ? [] : [id])];
  await shop.tx.address.deleteMany({ where: { shopId: shop.id, id: { in: silent } } });
  await shop.tx.address.updateMany({
    where: { shopId: shop.id, id },
    data: { heardUntil: later(shop.at, HEARD_MS) },
  });
}

/** Deletes the addresses of disconnected accounts whose time is over, and the secrets of those that are heard no more. */
export async function pruneDisconnected(shop: Shop, most: number): Promise<number> {
  const addresses = await shop.sql`
    delete from "Address" where "shopId" = ${shop.id} and id = any(array(
      select id from "Address" where "shopId" = ${shop.id} and "heardUntil" <= ${shop.at} limit ${most}))
    returning id`;
  const secrets = await shop.sql`
    update "ChannelAccount" c set secret = null
    where "shopId" = ${shop.id} and "removedAt" is not null and secret is not null
      and not exists (select from "Address" a where a.id = c.id)
    returning id`;
  return addresses.length + secrets.length;
}
