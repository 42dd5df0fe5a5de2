import { z } from "zod";
import type { DiscountRecord } from "#app/catalog/discount-from-admin.ts";
import type { Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { readId, text } from "#app/payload.ts";

/** The gid of `discounts/update` and `discounts/delete`, which says whether it is a code or automatic. */
export function discountGidFromWebhook(payload: unknown): string | null {
  const gid = shape.safeParse(payload).data?.admin_graphql_api_id ?? null;
  return readId(gid) === null ? null : gid;
}

/** `discounts/update` tells too little, so the discount is read; once however many ask before it starts. */
export async function rereadDiscount(shop: Shop, gid: string): Promise<void> {
  const key = `rereadDiscount:${shop.id}:${gid}`;
  await enqueue(shop, [{ task: "rereadDiscount", payload: { gid }, key, priority: 10 }]);
}

/** Writes discounts as they were read, newest wins; a deleted one stays deleted. */
export async function keepDiscounts(shop: Shop, records: DiscountRecord[]): Promise<void> {
  if (!records.length) return;
  await shop.sql`
    insert into "Discount" as known ("shopId", id, method, kind, title, status, code, "codesCount", summary, "startsAt",
      "endsAt", "usageLimit", "appliesOncePerCustomer", "sourceUpdatedAt")
    select distinct on (id) ${shop.id}, id, method, kind, title, status, code, "codesCount", summary, "startsAt",
      "endsAt", "usageLimit", "appliesOncePerCustomer", "updatedAt"
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as told(
      id text, method text, kind text, title text, status text, code text, "codesCount" int, summary text,
      "startsAt" timestamptz, "endsAt" timestamptz, "usageLimit" int, "appliesOncePerCustomer" boolean,
      "updatedAt" timestamptz)
    order by id, "updatedAt" desc
    on conflict ("shopId", id) do update set
      method = excluded.method, kind = excluded.kind, title = excluded.title, status = excluded.status,
      code = excluded.code, "codesCount" = excluded."codesCount", summary = excluded.summary,
      "startsAt" = excluded."startsAt", "endsAt" = excluded."endsAt", "usageLimit" = excluded."usageLimit",
      "appliesOncePerCustomer" = excluded."appliesOncePerCustomer", "sourceUpdatedAt" = excluded."sourceUpdatedAt"
    where known."deletedAt" is null and known."sourceUpdatedAt" <= excluded."sourceUpdatedAt"`;
}

/** `discounts/delete`: a bare stone stays, so that late news does not bring it back. */
export async function deleteDiscount(shop: Shop, gid: string): Promise<void> {
  const method = gid.includes("/DiscountAutomaticNode/") ? "automatic" : "code";
  await shop.sql`
    insert into "Discount" ("shopId", id, method, kind, title, status, "codesCount", "appliesOncePerCustomer",
      "sourceUpdatedAt", "deletedAt")
    values (${shop.id}, ${readId(gid)}, ${method}, '', '', 'EXPIRED', 0, false, ${shop.at}, ${shop.at})
    on conflict ("shopId", id) do update set code = null, "deletedAt" = ${shop.at}
      where "Discount"."deletedAt" is null`;
}

const shape = z.object({ admin_graphql_api_id: text });
