import type { CustomerRecord } from "#app/customers/customer-record.ts";
import { normaliseEmail } from "#app/customers/email.ts";
import { normalisePhone } from "#app/customers/phone.ts";
import { idOfGid } from "#app/id.ts";
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
  };
}
