import { HOUR, now } from "#app/clock.ts";
import { inShop, type Reader } from "#app/db.server.ts";

interface Viewed {
  staffId: string;
  customerId: string;
}

/** Written by this process within the hour: an open thread is read again with every message. */
const written = new Set<string>();
let writtenIn = 0;

/**
 * Writes down that somebody of the staff looked at a customer (Shopify's level 2 asks for it): one row per person,
 * customer and hour, before the customer is shown.
 */
export async function noteAccess(shopId: string, { staffId, customerId }: Viewed): Promise<void> {
  const hour = Math.floor(now().getTime() / HOUR) * HOUR;
  if (hour !== writtenIn) written.clear();
  writtenIn = hour;
  const key = `${shopId} ${staffId} ${customerId}`;
  if (written.has(key)) return;
  await inShop(
    shopId,
    (shop) => shop.sql`
      insert into "CustomerAccess" ("shopId", "customerId", "staffId", hour)
      values (${shopId}, ${customerId}, ${staffId}, ${new Date(hour)}) on conflict do nothing`,
  );
  written.add(key);
}

export interface AccessView {
  staff: string | null;
  customer: string | null;
  conversationId: string | null;
  hour: string;
}

const MOST = 100;

/** Who looked at whom, newest first. */
export async function readAccess(shop: Reader): Promise<AccessView[]> {
  const rows = await shop.sql<Omit<AccessView, "hour"> & { hour: Date }>`
    select s.name as staff, nullif(concat_ws(' ', c."firstName", c."lastName"), '') as customer,
      v.id as "conversationId", a.hour
    from (select * from "CustomerAccess" where "shopId" = ${shop.id} order by hour desc limit ${MOST}) a
    left join "StaffMember" s on s."shopId" = a."shopId" and s.id = a."staffId"
    left join "Customer" c on c."shopId" = a."shopId" and c.id = a."customerId"
    left join "Conversation" v on v."shopId" = a."shopId" and v."customerId" = a."customerId"
    order by a.hour desc, staff, "conversationId"`;
  return rows.map(({ hour, ...row }) => ({ ...row, hour: hour.toISOString() }));
}
