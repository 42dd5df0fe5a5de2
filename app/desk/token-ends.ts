import type { Channel } from "#app/channels/channel.ts";
import { DAY, later } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";

/** The merchant is told so long ahead. */
const TOLD_AHEAD_MS = 14 * DAY;

export type TokenState = "lasting" | "ending" | "over";

export function tokenState(endsAt: Date | null, at: Date): TokenState {
  if (!endsAt || endsAt >= later(at, TOLD_AHEAD_MS)) return "lasting";
  return endsAt <= at ? "over" : "ending";
}

export interface TokenEnd {
  channel: Channel;
  name: string;
  endsAt: string;
  isOver: boolean;
}

/** Accounts whose token ends soon or has ended, the soonest first. */
export async function readTokenEnds(shop: Shop): Promise<TokenEnd[]> {
  const accounts = await shop.tx.channelAccount.findMany({
    where: { shopId: shop.id, removedAt: null, expiresAt: { lt: later(shop.at, TOLD_AHEAD_MS) } },
    orderBy: { expiresAt: "asc" },
    select: { channel: true, sender: true, settings: true, expiresAt: true },
  });
  return accounts.map(({ channel, sender, settings, expiresAt }) => ({
    channel: channel as Channel,
    name: (settings as { name?: string }).name ?? sender,
    endsAt: expiresAt!.toISOString(),
    isOver: expiresAt! <= shop.at,
  }));
}
