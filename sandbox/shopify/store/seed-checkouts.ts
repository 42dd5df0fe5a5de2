import type { Desk } from "./desk.ts";
import { DAY, instant } from "./instants.ts";
import { chance, roll } from "./randomness.ts";
import { saveCheckout } from "./verbs/baskets.ts";

/** Checkouts that shoppers of the seed began in the last fortnight and left: one for every 125 orders, 40 at most. */
export function leaveCheckouts(desk: Desk): void {
  const count = desk.customerCount === 0 ? 0 : Math.min(40, Math.floor(desk.orderCount / 125));
  for (let i = 0; i < count; i++) {
    const at = instant(desk.openedAt - chance(desk.seed, 200, i) * 14 * DAY);
    const customer = desk.customers.get(desk.customerId(roll(desk.seed, 201, i, desk.customerCount)))!;
    const product = desk.catalog[roll(desk.seed, 202, i, desk.catalog.length)]!;
    const isUnknown = chance(desk.seed, 203, i) < 0.3;
    saveCheckout(
      { ...desk, now: () => at },
      {
        customerId: isUnknown ? null : customer.id,
        email: isUnknown ? `guest.${i}@example.com` : customer.email,
        lines: [{ variantId: product.variants[0]!.id, quantity: 1 }],
        shippingAddress: customer.addresses[0],
        acceptsMarketing: chance(desk.seed, 204, i) < 0.4,
        acceptsSmsMarketing: customer.phone !== null && chance(desk.seed, 205, i) < 0.4,
        smsMarketingPhone: customer.phone,
        locale: customer.locale,
      },
    );
  }
}
