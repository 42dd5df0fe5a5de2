import type { Reader } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import type { ExchangeLine } from "#app/returns/return-record.ts";

export interface KnownReturn {
  id: string;
  orderId: string;
  orderName: string;
  name: string;
  /** REQUESTED, OPEN, CLOSED, DECLINED or CANCELED. */
  status: string;
  requestedAt: Date;
  closedAt: Date | null;
  declineNote: string | null;
  totalQuantity: number;
  receivedQuantity: number;
  exchangeLines: ExchangeLine[];
  lines: { title: string | null; variantTitle: string | null; quantity: number; reason: string | null }[];
  parcels: { carrier: string | null; trackingNumber: string | null; trackingUrl: string | null }[];
}

/** Returns of these orders, newest first; `openOnly`: those somebody still has to do something about. */
export async function findReturnsOf(
  shop: Reader,
  orderIds: string[],
  { openOnly = false, most = 10 }: { openOnly?: boolean; most?: number } = {},
): Promise<KnownReturn[]> {
  if (!orderIds.length) return [];
  const open = openOnly ? Prisma.sql`and r.status in ('REQUESTED', 'OPEN')` : Prisma.empty;
  return shop.sql<KnownReturn>`
    select r.id, r."orderId", o.name as "orderName", r.name, r.status, r."requestedAt", r."closedAt", r."declineNote",
      r."totalQuantity", r."receivedQuantity", r."exchangeLines",
      coalesce((select json_agg(json_build_object('title', l.title, 'variantTitle', l."variantTitle",
          'quantity', l.quantity, 'reason', l.reason) order by l.id)
        from "ReturnLine" l where l."shopId" = ${shop.id} and l."returnId" = r.id), '[]') as lines,
      coalesce((select json_agg(json_build_object('carrier', p.carrier, 'trackingNumber', p."trackingNumber",
          'trackingUrl', p."trackingUrl") order by p.id)
        from "ReturnParcel" p where p."shopId" = ${shop.id} and p."returnId" = r.id), '[]') as parcels
    from "Return" r join "Order" o on o."shopId" = r."shopId" and o.id = r."orderId" and o."deletedAt" is null
    where r."shopId" = ${shop.id} and r."orderId" = any(${orderIds}) ${open}
    order by r."requestedAt" desc, r.id desc limit ${most}`;
}
