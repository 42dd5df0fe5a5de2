import { DAY, earlier } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";
import { FOLLOWED_DAYS, keepParcelNumbers } from "#app/orders/tracking/keep-parcel-numbers.ts";

/** A feed is new here: what is under way already is given to it, the newest first. */
export async function followOpenParcels(shop: Shop): Promise<void> {
  const rows = await shop.sql<{ id: string }>`
    select id from "Fulfillment" where "shopId" = ${shop.id} and "deliveredAt" is null and status = 'SUCCESS'
      and "shippedAt" > ${earlier(shop.at, FOLLOWED_DAYS * DAY)}
    order by "shippedAt" desc limit ${MOST}`;
  await keepParcelNumbers(
    shop,
    rows.map(({ id }) => id),
  );
}

/** A feed is paid by the number: an old shop's whole backlog must not surprise anybody. */
const MOST = 1_000;
