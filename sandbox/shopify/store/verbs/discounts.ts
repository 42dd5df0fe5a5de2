import type { Discount } from "../cart-types.ts";
import type { Desk } from "../desk.ts";
import { done, missing, refused } from "../outcome.ts";
import { tell } from "../save-order.ts";
import type { DiscountInput, Outcome } from "../verb-types.ts";

export function createDiscount(desk: Desk, input: DiscountInput & { title: string }): Outcome<Discount> {
  if (!input.title?.trim()) return refused("Title can't be blank", ["title"], "BLANK");
  const at = desk.now();
  const discount: Discount = {
    id: desk.nextId("Catalog"),
    createdAt: at,
    updatedAt: at,
    code: null,
    kind: "PERCENTAGE",
    value: 10,
    status: "ACTIVE",
    startsAt: at,
    endsAt: null,
    usageCount: 0,
    usageLimit: null,
    appliesOncePerCustomer: false,
    ...input,
  };
  desk.discounts.set(discount.id, discount);
  tell(desk, at, { topic: "discounts/create", resource: "Discount", id: discount.id, record: discount });
  return done(discount);
}

export function updateDiscount(desk: Desk, id: number, input: DiscountInput): Outcome<Discount> {
  const known = desk.discounts.get(id);
  if (!known) return missing("Discount");
  const at = desk.now();
  const discount = { ...known, ...input, updatedAt: at };
  desk.discounts.set(id, discount);
  tell(desk, at, { topic: "discounts/update", resource: "Discount", id, record: discount });
  return done(discount);
}

export function deleteDiscount(desk: Desk, id: number): Outcome<number> {
  const discount = desk.discounts.get(id);
  if (!discount) return missing("Discount");
  desk.discounts.delete(id);
  tell(desk, desk.now(), { topic: "discounts/delete", resource: "Discount", id, record: discount });
  return done(id);
}
