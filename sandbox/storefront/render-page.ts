import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bag } from "../shopify/store/money.ts";
import { themeAsset } from "./answer-asset.ts";
import { translations } from "./extensions/extension-files.ts";
import { renderApps, renderEmbeds } from "./extensions/render-blocks.ts";
import { openEngine } from "./liquid/engine.ts";
import { globalObjects, isRightToLeft, type PageFacts } from "./liquid/objects.ts";
import { jsonOf, type Surroundings } from "./liquid/shop-filters.ts";
import { cartObject } from "./pages/cart-object.ts";
import type { Visit } from "./visit.ts";

const THEME = fileURLToPath(new URL("theme", import.meta.url));
const engine = openEngine({ templates: [join(THEME, "templates")], snippets: [join(THEME, "snippets")] });

export interface PageContent extends PageFacts {
  /** Checkout and order status have a frame of their own, and no app embeds, as at Shopify. */
  layout?: "theme" | "checkout";
  /** File in theme/templates; the template's name unless given. */
  file?: string;
  values?: Record<string, unknown>;
  /** The app blocks in its template's "Apps" section, by name. */
  blocks?: string[];
  /** Liquid to show instead of a template file. */
  source?: string;
}

/** The whole page: template inside layout, with the app embeds that the merchant switched on. */
export async function renderThemed(visit: Visit, content: PageContent): Promise<string> {
  const objects = globalObjects(visit, content);
  const globals = { surroundings: surroundingsOf(visit) };
  const scope = {
    ...objects,
    ...content.values,
    cart: cartObject(visit),
    collections_menu: collectionsMenu(visit),
    direction: isRightToLeft(visit.locale) ? "rtl" : "ltr",
  };
  const source =
    content.source ??
    readFileSync(join(THEME, "templates", `${content.file ?? content.template}.liquid`), "utf8");
  const inner: string = await engine.parseAndRender(source, scope, { globals });
  const layout = content.layout ?? "theme";
  const apps = await renderApps(visit, objects, content.blocks ?? []);
  const embedded =
    layout === "theme" ? await renderEmbeds(visit, objects, content.template) : { head: "", body: "" };
  return engine.parseAndRender(
    readFileSync(join(THEME, "layout", `${layout}.liquid`), "utf8"),
    {
      ...scope,
      content_for_header: shopifyScript(visit) + embedded.head + apps.head,
      content_for_layout: inner + apps.body,
      content_for_body_end: embedded.body,
    },
    { globals },
  );
}

function surroundingsOf(visit: Visit): Surroundings {
  const { currencyCode } = visit.store.shop();
  return {
    assetUrl: themeAsset,
    words: translations(THEME, visit.locale),
    locale: visit.locale,
    money: (cents) => moneyWords(cents, currencyCode, visit),
  };
}

/** Prices stand in the shop's currency and are shown in the shopper's. */
function moneyWords(cents: number, shopCurrency: string, { country, locale }: Visit) {
  const { amount, currencyCode } = bag(
    (cents / 100).toFixed(2),
    shopCurrency,
    country.currency,
  ).presentmentMoney;
  return new Intl.NumberFormat(locale, { style: "currency", currency: currencyCode }).format(Number(amount));
}

function collectionsMenu({ store }: Visit) {
  const types = store.products().map(({ productType }) => productType);
  return [...new Set(types)].slice(0, 5).map((title) => ({ title, url: `/collections/${handleOf(title)}` }));
}

export function handleOf(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

/** The global that Shopify writes into every storefront page. */
function shopifyScript({ store, locale, country, isDesign }: Visit) {
  const { domain, currencyCode } = store.shop();
  const rate = bag("1000.00", currencyCode, country.currency).presentmentMoney.amount;
  const facts = {
    shop: domain,
    locale,
    country: country.code,
    currency: { active: country.currency, rate: String(Number(rate) / 1000) },
    theme: { name: "Tideline", id: 1, role: "main" },
    routes: { root: "/" },
    ...(isDesign ? { designMode: true } : {}),
  };
  return `<script>window.Shopify = Object.assign(window.Shopify || {}, ${jsonOf(facts)});</script>`;
}
