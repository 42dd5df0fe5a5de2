import { DAY, earlier } from "#app/clock.ts";
import type { Reader } from "#app/db.server.ts";
import type { AlertKind } from "#app/orders/alerts/alert-kind.ts";

export interface AlertView {
  orderName: string;
  kind: AlertKind;
  /** sent: see `messageState`. held: waits for the morning. */
  state: "held" | "sent" | "withheld";
  reason: string | null;
  channel: string | null;
  messageState: string | null;
  messageReason: string | null;
  conversationId: string | null;
  at: string;
}

const SHOWN = 25;

/** The newest alerts with what became of each. */
export async function readRecentAlerts(shop: Reader): Promise<AlertView[]> {
  const rows = await shop.sql<Omit<AlertView, "at"> & { at: Date }>`
    select o.name as "orderName", a.kind, a.state, a.reason, m.channel, m.state as "messageState",
      m.reason as "messageReason", a."conversationId", a."decidedAt" as at
    from "ParcelAlert" a join "Order" o on o."shopId" = a."shopId" and o.id = a."orderId"
    left join "Message" m on m."shopId" = a."shopId" and m.id = a."messageId"
    where a."shopId" = ${shop.id} order by a."decidedAt" desc, a."parcelId", a.kind limit ${SHOWN}`;
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}

export interface AlertCount {
  kind: AlertKind;
  sent: number;
  withheld: number;
}

const COUNTED_DAYS = 30;

/** How many of each kind went out within the last thirty days, and how many did not. */
export async function countAlerts(shop: Reader): Promise<AlertCount[]> {
  return shop.sql<AlertCount>`
    select kind, count(*) filter (where state = 'sent')::int as sent, count(*) filter (where state = 'withheld')::int as withheld
    from "ParcelAlert" where "shopId" = ${shop.id} and "decidedAt" > ${earlier(shop.at, COUNTED_DAYS * DAY)}
    group by kind`;
}
