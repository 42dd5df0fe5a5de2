import { now } from "#app/clock.ts";
import { inShop, pool, prisma } from "#app/db.server.ts";
import { OFFICE_HOURS } from "#app/shop/business-hours.ts";

export interface FreshShop {
  id: string;
  domain: string;
}

let shops = 0;

/** A shop's row and settings, without Shopify behind it, and an empty letterbox. */
export async function freshShop(): Promise<FreshShop> {
  // Samples share their ids: what an earlier file left in the letterbox must not make a repeat of this one.
  await pool.query(`delete from "Receipt"`);
  const id = `replay-${process.pid}-${shops++}`;
  const domain = `${id}.myshopify.com`;
  await prisma.shop.create({ data: { id, domain, installedAt: now() } });
  await inShop(id, ({ tx }) =>
    tx.shopSettings.create({
      data: { shopId: id, businessHours: OFFICE_HOURS, languages: [], answersOn: true },
    }),
  );
  return { id, domain };
}
