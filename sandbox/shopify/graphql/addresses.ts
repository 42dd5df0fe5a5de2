import { gid } from "../store/ids.ts";
import type { Address } from "../store/types.ts";
import type { TypeFields } from "./call.ts";

const place = {
  address1: (it: Address) => it.address1,
  address2: (it: Address) => it.address2,
  city: (it: Address) => it.city,
  country: (it: Address) => it.country,
  phone: (it: Address) => it.phone,
  province: (it: Address) => it.province,
  provinceCode: (it: Address) => it.provinceCode,
  zip: (it: Address) => it.zip,
};
const person = {
  company: (it: Address) => it.company,
  firstName: (it: Address) => it.firstName,
  lastName: (it: Address) => it.lastName,
  name: fullName,
};

export const addressFields: TypeFields = {
  MailingAddress: {
    ...place,
    ...person,
    id: (it: Address) => `${gid("MailingAddress", it.id)}?model_name=Address`,
    countryCodeV2: (it: Address) => it.countryCode,
    countryCode: (it: Address) => it.countryCode,
    formattedArea: (it: Address) => [it.city, it.provinceCode, it.country].filter(Boolean).join(", "),
    formatted: (it: Address, args) => formatted(it, args.withName === true, args.withCompany !== false),
  },
  ShopAddress: {
    ...place,
    ...person,
    id: (it: Address) => gid("ShopAddress", it.id),
    countryCodeV2: (it: Address) => it.countryCode,
    formattedArea: (it: Address) => [it.city, it.provinceCode, it.country].filter(Boolean).join(", "),
    formatted: (it: Address, args) => formatted(it, false, args.withCompany !== false),
  },
  LocationAddress: {
    ...place,
    countryCode: (it: Address) => it.countryCode,
    formatted: (it: Address) => formatted(it, false, false),
  },
};

export function fullName(it: { firstName: string | null; lastName: string | null }): string | null {
  return [it.firstName, it.lastName].filter(Boolean).join(" ") || null;
}

function formatted(it: Address, withName: boolean, withCompany: boolean) {
  const area = [it.city, it.provinceCode, it.zip].filter(Boolean).join(" ");
  const lines = [
    withName && fullName(it),
    withCompany && it.company,
    it.address1,
    it.address2,
    area,
    it.country,
  ];
  return lines.filter(Boolean);
}
