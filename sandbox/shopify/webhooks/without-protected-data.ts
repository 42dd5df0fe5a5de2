import type { ProtectedGroup } from "../installation.ts";

const KEYS: { [group in ProtectedGroup]: string[] } = {
  name: ["first_name", "last_name", "name", "company"],
  email: ["email", "contact_email", "order_status_url", "customer_email"],
  phone: ["phone", "sms_marketing_phone"],
  address: ["address1", "address2", "city", "zip", "latitude", "longitude"],
};
/** Objects that speak of a person. `name` of an order or a line is no one's name. */
const PERSONAL = /(^|_)(address|addresses|customer|destination)$/;

/** Protected data is absent, not null; of an address stay the country and the province. */
export function withoutProtectedData(payload: object, groups: ProtectedGroup[]): object {
  if (groups.length === 0) return payload;
  return walk(payload, groups, true, false) as object;
}

function walk(value: unknown, groups: ProtectedGroup[], isRoot: boolean, isPersonal: boolean): unknown {
  if (Array.isArray(value)) return value.map((one) => walk(one, groups, false, isPersonal));
  if (typeof value !== "object" || value === null) return value;
  const isCustomer = isPersonal || (isRoot && "addresses" in value && "verified_email" in value);
  const gone = new Set(groups.flatMap((group) => (group === "name" && !isCustomer ? [] : KEYS[group])));
  const kept = Object.entries(value).filter(([key]) => !((isRoot || isCustomer) && gone.has(key)));
  return Object.fromEntries(
    kept.map(([key, inner]) => [key, walk(inner, groups, false, PERSONAL.test(key))]),
  );
}
