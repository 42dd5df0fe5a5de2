import type { Ground } from "./desk.ts";
import { idRange } from "./ids.ts";
import { DAY, instant, MINUTE } from "./instants.ts";
import { person } from "./people.ts";
import { chance } from "./randomness.ts";
import { firstOrderOf, orderPlacedAt } from "./seed-calendar.ts";
import type { Seeded } from "./shelf.ts";
import type { Consent, Customer } from "./types.ts";

/** Customer k of the seed, for the customers' shelf. */
export function seededCustomers(ground: Ground): Seeded<Customer> {
  const base = ground.customerId(0);
  const since = (k: number) => instant(customerSince(ground, k));
  return {
    count: ground.customerCount,
    idOf: ground.customerId,
    indexOf: (id) => (id >= base && (id - base) % 8 === 0 ? (id - base) / 8 : null),
    isInOrder: false,
    createdAt: since,
    updatedAt: since,
    make: (k) => makeCustomer(ground, k),
  };
}

export function makeCustomer(ground: Ground, k: number): Customer {
  const who = person(ground.seed, k);
  const since = customerSince(ground, k);
  const addressId = idRange(ground.domain, "CustomerChild") + (k + 1) * 8;
  const createdAt = instant(since);
  return {
    id: ground.customerId(k),
    k,
    createdAt,
    updatedAt: createdAt,
    firstName: who.firstName,
    lastName: who.lastName,
    email: who.email,
    phone: who.phone,
    locale: who.locale,
    state: chance(ground.seed, 21, k) < 0.4 ? "ENABLED" : "DISABLED",
    verifiedEmail: true,
    note: null,
    tags: chance(ground.seed, 22, k) < 0.04 ? ["vip"] : [],
    taxExempt: false,
    addresses: [{ id: addressId, ...who.address }],
    defaultAddressId: addressId,
    emailConsent: consent(chance(ground.seed, 23, k) < 0.45, createdAt),
    smsConsent: consent(who.phone !== null && chance(ground.seed, 24, k) < 0.3, createdAt),
    company: null,
    redactedAt: null,
    mergedIntoId: null,
  };
}

export function consent(isGiven: boolean, at: string): Consent {
  return isGiven
    ? { state: "SUBSCRIBED", optInLevel: "SINGLE_OPT_IN", consentUpdatedAt: at, collectedFrom: "SHOPIFY" }
    : { state: "NOT_SUBSCRIBED", optInLevel: null, consentUpdatedAt: null, collectedFrom: null };
}

// A shopper's record is made a moment before the first order; those who never bought came at some time or other.
function customerSince(ground: Ground, k: number): number {
  const n = firstOrderOf(ground, k);
  if (n !== null) return orderPlacedAt(ground, n) - 2 * MINUTE;
  return Math.floor(ground.openedAt - (1 + chance(ground.seed, 25, k) * 398) * DAY);
}
