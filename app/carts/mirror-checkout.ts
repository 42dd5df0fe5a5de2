import type { CheckoutRecord } from "#app/carts/checkout-record.ts";
import { forgottenHash } from "#app/customers/forgotten.ts";
import type { Shop } from "#app/db.server.ts";

/**
 * Keeps Shopify's newest word on a checkout. Older news is ignored, news from before its deletion, and news of whom
 * we were asked to forget. A shopper changes it several times a second, and Shopify's times are whole seconds: of
 * two in one second the later to arrive counts. Once completed it stays so.
 */
export async function mirrorCheckout(shop: Shop, record: CheckoutRecord): Promise<"applied" | "ignored"> {
  const { shopifyId = null, cartToken = null, customerShopifyId = null, email = null, phone = null } = record;
  const { smsMarketingPhone = null, locale = null } = record;
  const rows = await shop.sql`
    insert into "Checkout" as known ("shopId", token, "shopifyId", "cartToken", "customerShopifyId", email, phone,
      "smsMarketingPhone", locale, currency, total, lines, "discountCodes", "recoverUrl", "startedAt", "completedAt",
      "sourceUpdatedAt")
    select ${shop.id}, ${record.token}, ${shopifyId}, ${cartToken}, ${customerShopifyId}, ${email}, ${phone},
      ${smsMarketingPhone}, ${locale}, ${record.currency}, ${record.total}, ${JSON.stringify(record.lines)}::jsonb,
      ${record.discountCodes}::text[], ${record.recoverUrl}, ${record.startedAt}::timestamptz,
      ${record.completedAt}::timestamptz, ${record.updatedAt}::timestamptz
    where not exists (select from "Tombstone" where "shopId" = ${shop.id}
        and (kind, "idHash") in (('checkout', ${forgottenHash(shop, "checkout", record.token)}),
          ('customer', ${forgottenHash(shop, "customer", customerShopifyId ?? "")})))
      and not exists (select from "DeletedCheckout" where "shopId" = ${shop.id}
        and key in (${keyOfId(shopifyId)}, ${keyOfCart(cartToken)}) and at >= ${record.updatedAt})
    on conflict ("shopId", token) do update set
      "shopifyId" = coalesce(excluded."shopifyId", known."shopifyId"),
      "cartToken" = coalesce(excluded."cartToken", known."cartToken"),
      "customerShopifyId" = case when ${told(record.customerShopifyId)} then excluded."customerShopifyId"
        else known."customerShopifyId" end,
      email = case when ${told(record.email)} then excluded.email else known.email end,
      phone = case when ${told(record.phone)} then excluded.phone else known.phone end,
      "smsMarketingPhone" = case when ${told(record.smsMarketingPhone)} then excluded."smsMarketingPhone"
        else known."smsMarketingPhone" end,
      locale = coalesce(excluded.locale, known.locale),
      currency = excluded.currency, total = excluded.total, lines = excluded.lines,
      "discountCodes" = excluded."discountCodes", "recoverUrl" = coalesce(excluded."recoverUrl", known."recoverUrl"),
      "completedAt" = coalesce(excluded."completedAt", known."completedAt"),
      "sourceUpdatedAt" = excluded."sourceUpdatedAt"
    where known."sourceUpdatedAt" <= excluded."sourceUpdatedAt"
    returning token`;
  return rows.length ? "applied" : "ignored";
}

/** `checkouts/delete`. It names no token, so it may come before what it deletes: the ids are kept for a while. */
export async function deleteCheckout(
  shop: Shop,
  { shopifyId, cartToken }: { shopifyId: string | null; cartToken: string | null },
  { saidAt }: { saidAt: Date | null },
): Promise<void> {
  const at = saidAt ?? shop.at;
  const keys = [keyOfId(shopifyId), keyOfCart(cartToken)].filter((key) => key !== null);
  await shop.sql`
    insert into "DeletedCheckout" as known ("shopId", key, at)
    select ${shop.id}, key, ${at} from unnest(${keys}::text[]) key
    on conflict ("shopId", key) do update set at = greatest(known.at, excluded.at)`;
  // One cart may become a second checkout after the first was deleted.
  await shop.sql`
    delete from "Checkout" where "shopId" = ${shop.id} and "sourceUpdatedAt" <= ${at}
      and ("shopifyId" = ${shopifyId} or ("cartToken" = ${cartToken} and "completedAt" is null))`;
}

const told = (value: unknown): boolean => value !== undefined;
const keyOfId = (shopifyId: string | null): string | null => shopifyId && `id:${shopifyId}`;
const keyOfCart = (cartToken: string | null): string | null => cartToken && `cart:${cartToken}`;
