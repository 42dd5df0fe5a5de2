import type { CheckoutRecord } from "#app/carts/checkout-record.ts";
import { forgottenHash } from "#app/customers/forgotten.ts";
import type { Shop } from "#app/db.server.ts";

/** Keeps Shopify's newest word on a checkout. */
export async function mirrorCheckout(shop: Shop, record: CheckoutRecord): Promise<"applied" | "ignored"> {
  return (await keepCheckouts(shop, [record])).has(record.token) ? "applied" : "ignored";
}

/**
 * Writes checkouts, any number in one statement; returns the tokens of those it wrote. Older news is ignored, news from
 * before a deletion, and news of whom we were asked to forget. A shopper changes a checkout several times a second, and
 * Shopify's times are whole seconds: of two in one second the later to arrive counts. Once completed it stays so.
 */
export async function keepCheckouts(shop: Shop, records: CheckoutRecord[]): Promise<Set<string>> {
  if (!records.length) return new Set();
  const told = JSON.stringify(records.map((record) => withHashes(shop, record)));
  const rows = await shop.sql<{ token: string }>`
    insert into "Checkout" as known ("shopId", token, "shopifyId", "cartToken", "customerShopifyId", email, phone,
      "smsMarketingPhone", locale, currency, total, lines, "discountCodes", "recoverUrl", "startedAt", "completedAt",
      "sourceUpdatedAt")
    select distinct on (t.token) ${shop.id}, t.token, t."shopifyId", coalesce(t."cartToken", had."cartToken"),
      case when 'customerShopifyId' = any(t.told) then t."customerShopifyId" else had."customerShopifyId" end,
      case when 'email' = any(t.told) then t.email else had.email end,
      case when 'phone' = any(t.told) then t.phone else had.phone end,
      case when 'smsMarketingPhone' = any(t.told) then t."smsMarketingPhone" else had."smsMarketingPhone" end,
      coalesce(t.locale, had.locale), t.currency, t.total, t.lines, t."discountCodes", t."recoverUrl", t."startedAt",
      t."completedAt", t."updatedAt"
    from jsonb_to_recordset(${told}::jsonb) as t(
      token text, "shopifyId" text, "cartToken" text, "customerShopifyId" text, email text, phone text,
      "smsMarketingPhone" text, locale text, currency text, total text, lines jsonb, "discountCodes" text[],
      "recoverUrl" text, "startedAt" timestamptz, "completedAt" timestamptz, "updatedAt" timestamptz,
      told text[], "tokenHash" text, "customerHash" text)
    left join "Checkout" had on had."shopId" = ${shop.id} and had.token = t.token
    where not exists (select from "Tombstone" x where x."shopId" = ${shop.id}
        and (x.kind, x."idHash") in (('checkout', t."tokenHash"), ('customer', t."customerHash")))
      and not exists (select from "DeletedCheckout" d where d."shopId" = ${shop.id}
        and d.key in ('id:' || t."shopifyId", 'cart:' || t."cartToken") and d.at >= t."updatedAt")
    order by t.token, t."updatedAt" desc
    on conflict ("shopId", token) do update set
      "shopifyId" = coalesce(excluded."shopifyId", known."shopifyId"), "cartToken" = excluded."cartToken",
      "customerShopifyId" = excluded."customerShopifyId", email = excluded.email, phone = excluded.phone,
      "smsMarketingPhone" = excluded."smsMarketingPhone", locale = excluded.locale,
      currency = excluded.currency, total = excluded.total, lines = excluded.lines,
      "discountCodes" = excluded."discountCodes", "recoverUrl" = coalesce(excluded."recoverUrl", known."recoverUrl"),
      "completedAt" = coalesce(excluded."completedAt", known."completedAt"),
      "sourceUpdatedAt" = excluded."sourceUpdatedAt"
    where known."sourceUpdatedAt" <= excluded."sourceUpdatedAt"
    returning token`;
  return new Set(rows.map(({ token }) => token));
}

/** `checkouts/delete`. It names no token, so it may come before what it deletes: the ids are kept for a while. */
export async function deleteCheckout(
  shop: Shop,
  { shopifyId, cartToken }: { shopifyId: string | null; cartToken: string | null },
  { saidAt }: { saidAt: Date | null },
): Promise<void> {
  const at = saidAt ?? shop.at;
  const keys = [shopifyId && `id:${shopifyId}`, cartToken && `cart:${cartToken}`].filter(Boolean);
  await shop.sql`
    insert into "DeletedCheckout" as known ("shopId", key, at)
    select ${shop.id}, key, ${at} from unnest(${keys}::text[]) key
    on conflict ("shopId", key) do update set at = greatest(known.at, excluded.at)`;
  // One cart may become a second checkout after the first was deleted.
  await shop.sql`
    delete from "Checkout" where "shopId" = ${shop.id} and "sourceUpdatedAt" <= ${at}
      and ("shopifyId" = ${shopifyId} or ("cartToken" = ${cartToken} and "completedAt" is null))`;
}

/** What may be withheld: where it is not told, what is known stays. */
const WITHHELD = ["customerShopifyId", "email", "phone", "smsMarketingPhone"] as const;

const withHashes = (shop: Shop, record: CheckoutRecord) => ({
  ...record,
  told: WITHHELD.filter((field) => record[field] !== undefined),
  tokenHash: forgottenHash(shop, "checkout", record.token),
  customerHash: record.customerShopifyId && forgottenHash(shop, "customer", record.customerShopifyId),
});
