import type { InboxChannel } from "#app/channels/channel.ts";
import { PAGE_PERMISSIONS } from "#app/channels/facebook-login.server.ts";
import { INSTAGRAM_PERMISSIONS } from "#app/channels/instagram-login.server.ts";
import { platformSettings, sayMissing } from "#app/channels/messenger-platform.server.ts";
import { type TokenState, tokenState } from "#app/desk/token-ends.ts";
import type { Shop } from "#app/db.server.ts";

/** A connected Page or Instagram account, as its settings page shows it. */
export interface InboxAccount {
  id: string;
  name: string;
  sender: string;
  connectedAt: string;
  lastHeardAt: string | null;
  /** Null: its token does not end by itself. */
  tokenEndsAt: string | null;
  tokenState: TokenState;
  /** What does not work for want of a permission, in words. */
  missing: string | null;
}

const NEEDED = { messenger: PAGE_PERMISSIONS, instagram: INSTAGRAM_PERMISSIONS };

export async function readInboxAccounts(shop: Shop, channel: InboxChannel): Promise<InboxAccount[]> {
  const accounts = await shop.tx.channelAccount.findMany({
    where: { shopId: shop.id, channel, removedAt: null },
    orderBy: { connectedAt: "asc" },
    omit: { secret: true },
  });
  return accounts.map(({ id, sender, settings, connectedAt, lastHeardAt, expiresAt }) => {
    const { name, permissions } = platformSettings.parse(settings);
    return {
      id,
      name,
      sender,
      connectedAt: connectedAt.toISOString(),
      lastHeardAt: lastHeardAt?.toISOString() ?? null,
      tokenEndsAt: expiresAt?.toISOString() ?? null,
      tokenState: tokenState(expiresAt, shop.at),
      // A pasted token of Instagram's does not tell what it was granted.
      missing: permissions.length ? sayMissing(NEEDED[channel], permissions) : null,
    };
  });
}
