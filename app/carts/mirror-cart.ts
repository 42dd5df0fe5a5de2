import type { CartRecord } from "#app/carts/cart-from-webhook.ts";
import type { Shop } from "#app/db.server.ts";

/** Keeps the newest word on a cart. An emptied cart stays, so that late news does not fill it again. */
export async function mirrorCart(shop: Shop, record: CartRecord): Promise<"applied" | "ignored"> {
  const items = record.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const rows = await shop.sql`
    insert into "Cart" as known ("shopId", token, lines, "itemCount", "startedAt", "sourceUpdatedAt")
    values (${shop.id}, ${record.token}, ${JSON.stringify(record.lines)}::jsonb, ${items}, ${record.startedAt},
      ${record.updatedAt})
    on conflict ("shopId", token) do update set
      lines = excluded.lines, "itemCount" = excluded."itemCount", "sourceUpdatedAt" = excluded."sourceUpdatedAt"
    where known."sourceUpdatedAt" < excluded."sourceUpdatedAt"
    returning token`;
  return rows.length ? "applied" : "ignored";
}
