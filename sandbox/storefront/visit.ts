import type { IncomingMessage } from "node:http";
import type { Store } from "../shopify/store/contract.ts";
import type { Customer } from "../shopify/store/types.ts";
import type { Answer, Town } from "../town-types.ts";
import type { Themes } from "./extensions/themes.ts";

/** One request of one shopper to one shop, and the cookies its answer will set. */
export interface Visit {
  town: Town;
  themes: Themes;
  store: Store;
  url: URL;
  customer: Customer | null;
  cartToken: string | null;
  locale: string;
  /** Where the shopper says they are: decides the currency they see. */
  country: Country;
  /** Inside the theme editor: embeds show what the editor has, saved or not. */
  isDesign: boolean;
  setCookies: string[];
}

export interface Country {
  code: string;
  name: string;
  currency: string;
}

export const COUNTRIES: Country[] = [
  { code: "DE", name: "Germany", currency: "EUR" },
  { code: "FR", name: "France", currency: "EUR" },
  { code: "GB", name: "United Kingdom", currency: "GBP" },
  { code: "SE", name: "Sweden", currency: "SEK" },
  { code: "CH", name: "Switzerland", currency: "CHF" },
  { code: "US", name: "United States", currency: "USD" },
];

/** Null when the town has no shop. `?shop=`, `?locale=` and `?country=` are remembered in cookies. */
export function visitOf(town: Town, themes: Themes, req: IncomingMessage, url: URL): Visit | null {
  const cookies = cookiesOf(req.headers.cookie);
  const setCookies: string[] = [];
  const kept = (name: string, asked: string | null) => {
    if (asked) setCookies.push(cookie(`_town_${name}`, asked));
    return asked ?? cookies.get(`_town_${name}`) ?? null;
  };
  const [first] = town.shops.values();
  const store = town.shops.get(kept("shop", url.searchParams.get("shop")) ?? "") ?? first;
  if (!store) return null;
  const country = kept("country", url.searchParams.get("country"));
  const locale = kept("locale", url.searchParams.get("locale")) ?? store.shop().primaryLocale;
  const home = COUNTRIES.find(({ currency }) => currency === store.shop().currencyCode) ?? COUNTRIES[0]!;
  const cartToken = cookies.get("cart") ?? null;
  return {
    town,
    themes,
    store,
    url,
    customer: signedIn(store, cookies.get("_town_customer")),
    cartToken: cartToken && store.cart(cartToken) ? cartToken : null,
    locale: /^[a-z]{2,3}(-[A-Za-z]{2,4})?$/.test(locale) ? locale : "en",
    country: COUNTRIES.find(({ code }) => code === country) ?? home,
    isDesign: url.searchParams.has("design_mode"),
    setCookies,
  };
}

/** `/_shop/<domain>/<path>` makes this browser a shopper of that shop and goes on to the path. */
export function chooseShop(town: Town, { pathname, search }: URL): Answer | null {
  const [, domain = "", rest = "/"] = /^\/_shop\/([^/]+)(\/.*)?$/.exec(pathname) ?? [];
  if (!domain || !town.shops.has(domain)) return null;
  const location = rest.replace(/^\/+/, "/") || "/";
  return {
    status: 302,
    headers: { location: `${location}${search}`, "set-cookie": cookie("_town_shop", domain) },
  };
}

/** Scripts must not read it: a sign-in is the shop's affair. `value` of null takes the cookie away. */
export function cookie(name: string, value: string | null): string {
  const life = value === null ? "; Max-Age=0" : "; Max-Age=1209600";
  return `${name}=${encodeURIComponent(value ?? "")}; Path=/; HttpOnly; SameSite=Lax${life}`;
}

export function signInCookie(store: Store, customer: Customer | null): string {
  return cookie("_town_customer", customer && `${store.domain}/${customer.id}`);
}

function signedIn(store: Store, value = "") {
  const [domain, id] = value.split("/");
  return domain === store.domain ? store.customer(Number(id)) : null;
}

function cookiesOf(header = "") {
  const pairs = header.split("; ").map((one): [string, string] => {
    const at = one.indexOf("=");
    return [one.slice(0, at), decode(one.slice(at + 1))];
  });
  return new Map(pairs);
}

/** A cookie of somebody else on this host may hold anything. */
function decode(value: string) {
  return /%(?![0-9A-Fa-f]{2})/.test(value) ? value : decodeURIComponent(value);
}
