import type { Desk } from "../desk.ts";
import { DAY, instant } from "../instants.ts";
import type { CastMember } from "../truth-types.ts";
import { createCustomer } from "../verbs/customers.ts";
import { MONEY_ROLES } from "./money-roles.ts";
import { PARCEL_ROLES } from "./parcel-roles.ts";
import { SHOPPERS, type Shopper } from "./people.ts";
import { SPECIAL_ROLES } from "./special-roles.ts";
import { must, setStage } from "./stage.ts";
import { WAITING_ROLES } from "./waiting-roles.ts";

/** Plays every role in a fixed order, so that each has the same order name in every shop. */
export function playCast(desk: Desk): CastMember[] {
  const customers = new Map<Shopper, number>();
  const roles = [...PARCEL_ROLES, ...WAITING_ROLES, ...MONEY_ROLES, ...SPECIAL_ROLES];
  return roles.map((one) => {
    const stage = setStage(desk, one.shopper && customerOf(desk, customers, one.shopper));
    const outcome = one.play(stage);
    const order = "order" in outcome ? desk.orders.get(outcome.order.id) : null;
    const draft = "draft" in outcome ? outcome.draft : null;
    const who = one.shopper && desk.customers.get(customers.get(one.shopper)!);
    return {
      role: one.role,
      shopper: who ? `${who.firstName} ${who.lastName}` : null,
      orderId: order?.id ?? null,
      orderName: order?.name ?? null,
      draftOrderId: draft?.id ?? null,
      customerId: who?.id ?? null,
      customerEmail: who?.email ?? null,
      phone: who?.phone ?? null,
      says: one.says,
    };
  });
}

function customerOf(desk: Desk, customers: Map<Shopper, number>, shopper: Shopper): number {
  const known = customers.get(shopper);
  if (known) return known;
  const createdAt = instant(desk.openedAt - 40 * DAY);
  const made = must(createCustomer(desk, { ...SHOPPERS[shopper], createdAt }));
  customers.set(shopper, made.id);
  return made.id;
}
