import type { Discount } from "./cart-types.ts";
import { idRange } from "./ids.ts";
import { DAY, instant } from "./instants.ts";

/** Three codes of the opening state: ten per cent, five off, free shipping; and one that has ended. */
export function makeDiscounts(ground: { domain: string; openedAt: number }): Discount[] {
  const base = idRange(ground.domain, "Catalog") + 800_000;
  const startsAt = instant(ground.openedAt - 100 * DAY);
  const code = (i: number, code: string, kind: Discount["kind"], value: number, title: string): Discount => ({
    id: base + i,
    createdAt: startsAt,
    updatedAt: startsAt,
    title,
    code,
    kind,
    value,
    status: "ACTIVE",
    startsAt,
    endsAt: null,
    usageCount: 0,
    usageLimit: null,
    appliesOncePerCustomer: false,
  });
  return [
    code(1, "AHOY10", "PERCENTAGE", 10, "10% off"),
    code(2, "FIVER", "FIXED_AMOUNT", 5, "5 off"),
    code(3, "FREESHIP", "FREE_SHIPPING", 0, "Free shipping"),
    {
      ...code(4, "SUMMER25", "PERCENTAGE", 25, "Summer sale"),
      status: "EXPIRED",
      endsAt: instant(ground.openedAt - 40 * DAY),
    },
  ];
}
