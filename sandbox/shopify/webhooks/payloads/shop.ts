import { DateTime } from "luxon";
import { gid } from "../../store/ids.ts";
import { type Rendering, restInstant } from "./rest.ts";

/** `shop/update` and `app/uninstalled` carry the shop. */
export function shopPayload(rendering: Rendering) {
  const { store } = rendering;
  const shop = store.shop();
  const owner = store.staff().find((one) => one.accountOwner);
  const { billingAddress: home } = shop;
  return {
    id: shop.id,
    name: shop.name,
    email: shop.email,
    domain: shop.primaryDomain.host,
    province: home.province,
    country: home.countryCode,
    address1: home.address1,
    zip: home.zip,
    city: home.city,
    source: null,
    phone: shop.phone,
    latitude: null,
    longitude: null,
    primary_locale: shop.primaryLocale,
    address2: home.address2,
    created_at: restInstant(shop.createdAt, rendering),
    updated_at: restInstant(shop.updatedAt, rendering),
    country_code: home.countryCode,
    country_name: home.country,
    currency: shop.currencyCode,
    customer_email: shop.contactEmail,
    timezone: `(GMT${DateTime.fromISO(store.now(), { zone: shop.ianaTimezone }).toFormat("ZZ")}) ${shop.ianaTimezone}`,
    iana_timezone: shop.ianaTimezone,
    shop_owner: owner ? `${owner.firstName} ${owner.lastName}` : "",
    money_format: "€{{amount}}",
    money_with_currency_format: "€{{amount}} EUR",
    weight_unit: "kg",
    province_code: home.provinceCode,
    taxes_included: shop.taxesIncluded,
    auto_configure_tax_inclusivity: null,
    tax_shipping: null,
    county_taxes: true,
    plan_display_name: shop.plan.displayName,
    plan_name: shop.plan.displayName.toLowerCase(),
    has_discounts: store.discounts().length > 0,
    has_gift_cards: true,
    myshopify_domain: shop.domain,
    google_apps_domain: null,
    google_apps_login_enabled: null,
    money_in_emails_format: "€{{amount}}",
    money_with_currency_in_emails_format: "€{{amount}} EUR",
    eligible_for_payments: true,
    requires_extra_payments_agreement: false,
    password_enabled: false,
    has_storefront: true,
    finances: true,
    primary_location_id: store.locations()[0]?.id ?? null,
    checkout_api_supported: true,
    multi_location_enabled: true,
    setup_required: false,
    pre_launch_enabled: false,
    enabled_presentment_currencies: [shop.currencyCode],
    marketing_sms_consent_enabled_at_checkout: true,
    transactional_sms_disabled: false,
  };
}

export function scopesUpdatePayload(detail: { [key: string]: unknown }, at: string, { store }: Rendering) {
  return {
    id: store.shop().id,
    shop_id: gid("Shop", store.shop().id),
    previous: detail.previous,
    current: detail.current,
    updated_at: at,
  };
}
