import { z } from "zod";
import type { Shop } from "#app/db.server.ts";
import { idOfGid } from "#app/id.ts";
import { instant, readId, text } from "#app/payload.ts";
import type { LocationsPageQuery } from "#app/shopify/operations/types.generated.ts";

/** Where the shop keeps, sends or hands out goods. `undefined` is "not told": what is known stays. */
export interface LocationRecord {
  id: string;
  name: string;
  address1: string | null;
  zip: string | null;
  city: string | null;
  province: string | null;
  /** ISO 3166 alpha-2. */
  country: string | null;
  isActive: boolean;
  fulfillsOnlineOrders?: boolean;
  /** What shoppers are told who fetch their order there; null where nothing can be fetched. */
  pickupInstructions?: string | null;
  updatedAt: Date;
}

/** Maps `locations/update`. Null where the payload names no location. */
export function locationFromWebhook(payload: unknown): LocationRecord | null {
  const read = shape.safeParse(payload);
  if (!read.success) return null;
  const { admin_graphql_api_id, id: bare, country_code, created_at, updated_at, active, ...told } = read.data;
  const id = readId(admin_graphql_api_id, bare);
  if (!id) return null;
  const { name, address1, zip, city, province } = told;
  return {
    id,
    name: name ?? "",
    address1,
    zip,
    city,
    province,
    country: country_code,
    isActive: active,
    updatedAt: updated_at ?? created_at ?? new Date(0),
  };
}

export function locationFromAdmin(node: LocationsPageQuery["locations"]["nodes"][number]): LocationRecord {
  const { address1, zip, city, province, countryCode } = node.address;
  return {
    id: idOfGid(node.id),
    name: node.name,
    address1,
    zip,
    city,
    province,
    country: countryCode,
    isActive: node.isActive,
    fulfillsOnlineOrders: node.fulfillsOnlineOrders,
    pickupInstructions: node.localPickupSettingsV2?.instructions ?? null,
    updatedAt: new Date(node.updatedAt),
  };
}

/** Keeps Shopify's newest word on a location; of one second the later to come. */
export async function mirrorLocation(shop: Shop, record: LocationRecord): Promise<"applied" | "ignored"> {
  const { fulfillsOnlineOrders = null, pickupInstructions = null } = record;
  const rows = await shop.sql`
    insert into "Location" as known ("shopId", id, name, address1, zip, city, province, country, "isActive",
      "fulfillsOnlineOrders", "pickupInstructions", "sourceUpdatedAt")
    values (${shop.id}, ${record.id}, ${record.name}, ${record.address1}, ${record.zip}, ${record.city},
      ${record.province}, ${record.country}, ${record.isActive}, ${fulfillsOnlineOrders}, ${pickupInstructions},
      ${record.updatedAt})
    on conflict ("shopId", id) do update set
      name = excluded.name, address1 = excluded.address1, zip = excluded.zip, city = excluded.city,
      province = excluded.province, country = excluded.country, "isActive" = excluded."isActive",
      "fulfillsOnlineOrders" = coalesce(excluded."fulfillsOnlineOrders", known."fulfillsOnlineOrders"),
      "pickupInstructions" = case when ${record.pickupInstructions !== undefined}
        then excluded."pickupInstructions" else known."pickupInstructions" end,
      "sourceUpdatedAt" = excluded."sourceUpdatedAt"
    where known."sourceUpdatedAt" <= excluded."sourceUpdatedAt"
    returning id`;
  return rows.length ? "applied" : "ignored";
}

/** What Shopify no longer shows: no topic that we take tells of it. */
export async function dropOtherLocations(shop: Shop, kept: string[]): Promise<void> {
  await shop.sql`delete from "Location" where "shopId" = ${shop.id} and id <> all(${kept}::text[])`;
}

const shape = z.object({
  id: text,
  admin_graphql_api_id: text,
  name: text,
  address1: text,
  zip: text,
  city: text,
  province: text,
  country_code: text,
  active: z
    .boolean()
    .nullish()
    .catch(null)
    .transform((value) => value ?? true),
  created_at: instant,
  updated_at: instant,
});
