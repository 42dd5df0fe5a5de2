import type { Visit } from "../visit.ts";
import { COUNTRIES } from "../visit.ts";
import { Shown } from "./shown.ts";

/** Which page is shown, as Liquid's `template`, `request.page_type` and `page` tell. */
export interface PageFacts {
  template: string;
  title: string;
  page?: { id: number; title: string; handle: string; content: string };
}

const NAMES: Record<string, string> = { en: "English", de: "Deutsch", fr: "Français", ar: "العربية" };

/** The global Liquid objects of a storefront page, for the theme and for every app block. */
export function globalObjects(visit: Visit, facts: PageFacts): Record<string, unknown> {
  const { store, url, locale, country, isDesign } = visit;
  const shop = store.shop();
  const language = languageOf(visit, locale);
  const languages = languagesOf(visit);
  return {
    shop: {
      id: shop.id,
      name: shop.name,
      domain: shop.primaryDomain.host,
      permanent_domain: shop.domain,
      email: shop.contactEmail,
      phone: shop.phone,
      url: visit.town.addresses.storefront,
      secure_url: visit.town.addresses.storefront,
      currency: shop.currencyCode,
      locale: shop.primaryLocale,
      published_locales: languages,
      enabled_currencies: [...new Set(COUNTRIES.map(({ currency }) => currency))].map((code) => ({
        iso_code: code,
      })),
      customer_accounts_enabled: true,
      policies: shop.policies.map(({ title, url: address }) => ({ title, url: new URL(address).pathname })),
    },
    request: {
      locale: language,
      design_mode: isDesign,
      visual_preview_mode: false,
      page_type: facts.template,
      path: url.pathname,
      host: url.host,
      origin: url.origin,
    },
    localization: {
      language,
      available_languages: languages,
      country: countryObject(country),
      available_countries: COUNTRIES.map(countryObject),
      market: { id: 1, handle: country.code.toLowerCase() },
    },
    template: new Shown(facts.template, { name: facts.template, suffix: null, directory: null }),
    page: facts.page ?? null,
    page_title: facts.title,
    canonical_url: `${url.origin}${url.pathname}`,
    customer: customerObject(visit),
    routes: {
      root_url: "/",
      cart_url: "/cart",
      cart_add_url: "/cart/add",
      account_url: "/account",
      account_login_url: "/account/login",
      all_products_collection_url: "/collections/all",
      search_url: "/search",
    },
    theme: { id: 1, name: "Tideline", role: "main" },
    settings: {},
  };
}

export function isRightToLeft(locale: string): boolean {
  return /^(ar|he|fa|ur)\b/.test(locale);
}

/** Those the shop publishes, and the one that was asked for: so a right-to-left language can be tried. */
function languagesOf(visit: Visit) {
  const codes = visit.store
    .shop()
    .locales.filter(({ published }) => published)
    .map(({ locale }) => locale);
  return [...new Set([...codes, visit.locale])].map((code) => languageOf(visit, code));
}

function languageOf({ store }: Visit, code: string) {
  const name = NAMES[code] ?? code;
  const primary = code === store.shop().primaryLocale;
  return { iso_code: code, name, endonym_name: name, primary, root_url: primary ? "/" : `/${code}` };
}

function countryObject({ code, name, currency }: Visit["country"]) {
  return { iso_code: code, name, currency: { iso_code: currency, name: currency, symbol: currency } };
}

function customerObject({ customer, store }: Visit) {
  if (!customer) return null;
  const totals = store.customerTotals(customer.id);
  return {
    id: customer.id,
    email: customer.email,
    phone: customer.phone,
    first_name: customer.firstName,
    last_name: customer.lastName,
    name: [customer.firstName, customer.lastName].filter(Boolean).join(" "),
    tags: customer.tags,
    has_account: true,
    orders_count: totals.numberOfOrders,
    accepts_marketing: customer.emailConsent.state === "SUBSCRIBED",
  };
}
