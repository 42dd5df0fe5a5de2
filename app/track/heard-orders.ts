import { inShop, type Shop } from "#app/db.server.ts";
import { findOrders } from "#app/orders/find-orders.ts";
import { type Asker, type Hearing, mayHear, provenOrders } from "#app/orders/may-hear.ts";
import { orderStatus } from "#app/orders/order-status.ts";
import { type PartView, partViews } from "#app/orders/tracking/parcel-view.ts";
import { trackingUrl } from "#app/orders/tracking/tracking-url.ts";
import { readSettings } from "#app/shop/settings.ts";
import { readOrderLately } from "#app/track/read-order-lately.ts";
import { sayTime } from "#app/words/say-day.ts";
import { say } from "#app/words/say.ts";

/** An order as the theme's block draws it; `page` opens a parcel's own page. */
export interface OrderView {
  title: string;
  parts: (PartView & { page: string | null })[];
  asOf: string;
}

const MOST_SHOWN = 3;

/**
 * The newest orders this asker may hear of (signed in, or proven in this session), read from Shopify and said.
 * `isComplete` is false where Shopify could not be asked for one of them.
 */
export async function heardOrders(
  shopId: string,
  asker: Asker,
  locale: string,
): Promise<{ orders: OrderView[]; isComplete: boolean }> {
  const { heard, timeZone, at } = await inShop(shopId, async (shop) => {
    const settings = await readSettings(shop);
    return { heard: await findHeard(shop, asker), timeZone: settings.timeZone, at: shop.at };
  });
  const reads = await Promise.all(heard.map(({ id }) => readOrderLately(shopId, id)));
  const orders = reads.flatMap((read, index) => {
    if (!read.ok) return [];
    const status = orderStatus(read.order, { at, locale, show: heard[index]!.show });
    const style = { locale, timeZone, at };
    const parts = partViews(status, style).map((part) => ({
      ...part,
      page:
        part.fulfillmentId && !status.cancelled
          ? trackingUrl({ id: shopId, at }, part.fulfillmentId, locale)
          : null,
    }));
    const title = say(locale, "status.title", { name: status.name });
    return [{ title, parts, asOf: say(locale, "track.as-of", { time: sayTime(at, style) }) }];
  });
  return { orders, isComplete: reads.every(({ ok }) => ok) };
}

/** Never more than the law lets them hear, whatever the look-up found (R42). */
async function findHeard(
  shop: Shop,
  asker: Asker,
): Promise<{ id: string; show: Exclude<Hearing, "prove"> }[]> {
  const { customerShopifyId } = asker;
  const proven = await provenOrders(shop, asker.conversationId);
  const rows = await findOrders(shop, { customerShopifyId, proven, most: MOST_SHOWN });
  const heard = [];
  for (const row of rows) {
    const show = await mayHear(shop, asker, row);
    if (show !== "prove") heard.push({ id: row.id, show });
  }
  return heard;
}
