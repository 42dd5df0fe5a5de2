import type { CustomerRecord, ToldConsent } from "#app/customers/customer-record.ts";
import { normaliseEmail } from "#app/customers/email.ts";
import { normalisePhone } from "#app/customers/phone.ts";
import { idOfGid } from "#app/id.ts";
import { plainAmount } from "#app/money.ts";
import type { CustomerFactsFragment } from "#app/shopify/operations/types.generated.ts";

/** Maps a customer of the Admin API; `withheld` names fields nulled because the app may not see them. */
export function customerFromAdmin(
  node: CustomerFactsFragment,
  withheld: ReadonlySet<string> = new Set(),
): CustomerRecord {
  const told = <T>(field: keyof CustomerFactsFragment, value: T) => (withheld.has(field) ? undefined : value);
  return {
    id: idOfGid(node.id),
    updatedAt: new Date(node.updatedAt),
    firstName: told("firstName", node.firstName),
    lastName: told("lastName", node.lastName),
    email: told("defaultEmailAddress", normaliseEmail(node.defaultEmailAddress?.emailAddress)),
    phone: told("defaultPhoneNumber", normalisePhone(node.defaultPhoneNumber?.phoneNumber)),
    locale: node.locale,
    country: told("defaultAddress", node.defaultAddress?.countryCodeV2 ?? null),
    province: told("defaultAddress", node.defaultAddress?.provinceCode ?? null),
    note: told("note", node.note || null),
    tags: node.tags,
    totals: {
      orders: Number(node.numberOfOrders),
      spent: { amount: plainAmount(node.amountSpent.amount), currency: node.amountSpent.currencyCode },
    },
    consents: consentsOf(node),
  };
}

/** The metafields that were asked for, e.g. `{ "loyalty.points": "120" }`. */
export function loyaltyFromAdmin(
  nodes: { namespace: string; key: string; value: string }[],
): Record<string, string> {
  return Object.fromEntries(nodes.map(({ namespace, key, value }) => [`${namespace}.${key}`, value]));
}

function consentsOf({ defaultPhoneNumber: phone, defaultEmailAddress: email }: CustomerFactsFragment) {
  const consents: ToldConsent[] = [];
  if (phone)
    consents.push({
      channel: "sms",
      address: normalisePhone(phone.phoneNumber),
      state: phone.smsMarketingConsent.state,
      level: phone.smsMarketingConsent.optInLevel,
      at: readTime(phone.smsMarketingConsent.updatedAt),
      collectedFrom: phone.smsMarketingConsent.collectedFrom,
    });
  if (email)
    consents.push({
      channel: "email",
      address: normaliseEmail(email.emailAddress),
      state: email.marketingState,
      level: email.marketingOptInLevel,
      at: readTime(email.marketingUpdatedAt),
      collectedFrom: null,
    });
  return consents;
}

const readTime = (time: string | null): Date | null => (time ? new Date(time) : null);
