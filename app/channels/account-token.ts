import type { Shop } from "#app/db.server.ts";
import { seal } from "#app/seal.server.ts";

interface TokenNews {
  /** Where it was renewed. */
  token?: string;
  /** Null: not by itself. */
  endsAt: Date | null;
  permissions?: string[];
}

/** Keeps what is known of an account's token now. */
export async function keepToken(
  shop: Shop,
  id: string,
  { token, endsAt, permissions }: TokenNews,
): Promise<void> {
  const where = { shopId_id: { shopId: shop.id, id } };
  const row = await shop.tx.channelAccount.findUnique({ where, select: { settings: true, removedAt: true } });
  if (!row || row.removedAt) return;
  await shop.tx.channelAccount.update({
    where,
    data: {
      expiresAt: endsAt,
      ...(token && { secret: seal(token) }),
      ...(permissions && { settings: { ...(row.settings as object), permissions } }),
    },
  });
}
