import { keepToken } from "#app/channels/account-token.ts";
import { loadAccount } from "#app/channels/accounts.ts";
import type { Account } from "#app/channels/channel.ts";
import { inspectPageToken } from "#app/channels/facebook-login.server.ts";
import { refreshInstagram } from "#app/channels/instagram-login.server.ts";
import { DAY, later } from "#app/clock.ts";
import { inShop } from "#app/db.server.ts";

/** Instagram's tokens last sixty days: renewed with so many left, there is time to say so where it fails. */
const RENEWED_BEFORE_MS = 30 * DAY;

/**
 * Job `keepTokens`, daily: renews what can be renewed and learns when the rest ends, so that the merchant is told ahead
 * (desk/token-ends.ts) and not by silence. A provider that gives no answer is asked again tomorrow.
 */
export async function keepTokens(shopId: string): Promise<void> {
  for (const { id, expiresAt } of await accountsWithTokens(shopId)) {
    const account = await inShop(shopId, (shop) => loadAccount(shop, id));
    if (account?.provider === "instagram") await renewInstagram(shopId, account, expiresAt);
    else if (account) await inspectPage(shopId, account);
  }
}

const accountsWithTokens = (shopId: string) =>
  inShop(shopId, ({ tx }) =>
    tx.channelAccount.findMany({
      where: { shopId, provider: { in: ["messenger", "instagram"] }, removedAt: null },
      select: { id: true, expiresAt: true },
    }),
  );

async function renewInstagram(shopId: string, account: Account, expiresAt: Date | null): Promise<void> {
  const at = await inShop(shopId, async (shop) => shop.at);
  if (expiresAt && expiresAt > later(at, RENEWED_BEFORE_MS)) return;
  const renewed = await refreshInstagram(account.secret, at);
  if (renewed.ok) await inShop(shopId, (shop) => keepToken(shop, account.id, renewed.data));
  else if (renewed.fault.code === 190) await noteEnded(shopId, account.id, expiresAt);
}

async function inspectPage(shopId: string, account: Account): Promise<void> {
  const facts = await inspectPageToken(account.secret);
  if (!facts.ok) return;
  const { isValid, endsAt, permissions } = facts.data;
  if (!isValid) await noteEnded(shopId, account.id, endsAt);
  else await inShop(shopId, (shop) => keepToken(shop, account.id, { endsAt, permissions }));
}

/** Withdrawn by the merchant, or over: either way it has ended by now. */
async function noteEnded(shopId: string, id: string, endsAt: Date | null): Promise<void> {
  await inShop(shopId, (shop) =>
    keepToken(shop, id, { endsAt: endsAt && endsAt < shop.at ? endsAt : shop.at }),
  );
}
