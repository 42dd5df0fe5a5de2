import { gid } from "../../store/ids.ts";
import type { Location } from "../../store/types.ts";
import { type Rendering, restInstant } from "./rest.ts";

/** `locations/update` carries the location as the REST API had it. */
export function locationPayload(it: Location, rendering: Rendering) {
  const { address } = it;
  return {
    id: it.id,
    name: it.name,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    zip: address.zip,
    province: address.province,
    country: address.countryCode,
    phone: address.phone,
    created_at: restInstant(it.createdAt, rendering),
    updated_at: restInstant(it.updatedAt, rendering),
    country_code: address.countryCode,
    country_name: address.country,
    province_code: address.provinceCode,
    legacy: false,
    active: it.isActive,
    admin_graphql_api_id: gid("Location", it.id),
  };
}

export function domainPayload({ store }: Rendering) {
  const { id, primaryDomain, primaryLocale, locales } = store.shop();
  const others = locales.filter(({ locale, published }) => published && locale !== primaryLocale);
  return {
    id,
    host: primaryDomain.host,
    ssl_enabled: true,
    localization: {
      country: null,
      default_locale: primaryLocale,
      alternate_locales: others.map(({ locale }) => locale),
    },
  };
}

/** As `customerAccountsV2` has it. */
export function customerAccountsPayload({ store }: Rendering) {
  return {
    customer_accounts_version: store.shop().customerAccounts,
    login_links_visible_on_storefront_and_checkout: true,
    login_required_at_checkout: false,
    url: null,
  };
}

export const localePayload = ({ locale, published }: { [key: string]: unknown }) => ({ locale, published });
