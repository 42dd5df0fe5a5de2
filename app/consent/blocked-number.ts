import { consentHashes } from "#app/consent/consent-address.ts";
import type { Reader } from "#app/db.server.ts";

/**
 * Our number, or what our messaging service is called, still connected, whose texts the carrier lets through to this one no
 * more; null where none is blocked.
 */
export async function findBlockedBy(shop: Reader, address: string): Promise<string | null> {
  const [row] = await shop.sql<{ sender: string }>`
    select coalesce(a.settings ->> 'name', a.sender) as sender from "CarrierBlock" b
    join "ChannelAccount" a on a."shopId" = b."shopId" and a.id = b."accountId" and a."removedAt" is null
    where b."shopId" = ${shop.id} and b."addressHash" = any(${consentHashes("sms", address)})
    order by b.since desc limit 1`;
  return row?.sender ?? null;
}
