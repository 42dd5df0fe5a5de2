import type { Context, Liquid } from "liquidjs";
import { escapeHtml } from "../../admin/html.ts";

/** What a render brings along beside its variables; every snippet sees it too. */
export interface Surroundings {
  /** Address of an asset of whatever is being rendered: theme or extension. */
  assetUrl(name: string): string;
  words: Record<string, unknown>;
  locale: string;
  money(cents: number): string;
}

type Named = [name: string, value: unknown];

export function addShopFilters(liquid: Liquid): void {
  liquid.registerFilter("t", function (this: { context: Context }, key: unknown, ...given: unknown[]) {
    return translate(surroundings(this.context), String(key), given.filter(isNamed));
  });
  liquid.registerFilter("json", (value: unknown) => jsonOf(value));
  liquid.registerFilter("asset_url", function (this: { context: Context }, name: unknown) {
    return surroundings(this.context).assetUrl(String(name));
  });
  liquid.registerFilter(
    "stylesheet_tag",
    (url: unknown) => `<link href="${url}" rel="stylesheet" type="text/css" media="all">`,
  );
  liquid.registerFilter("script_tag", (url: unknown) => `<script src="${url}"></script>`);
  for (const name of ["money", "money_with_currency", "money_without_trailing_zeros"])
    liquid.registerFilter(name, function (this: { context: Context }, cents: unknown) {
      return surroundings(this.context).money(Number(cents));
    });
  for (const name of ["handle", "handleize"])
    liquid.registerFilter(name, (text: unknown) =>
      String(text ?? "")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, "-")
        .replace(/^-|-$/g, ""),
    );
}

/** Shopify's json cannot end the script element it stands in. */
export function jsonOf(value: unknown): string {
  const json = JSON.stringify(value ?? null) ?? "null";
  return json.replace(/[<>&\u2028\u2029]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function surroundings({ globals }: Context): Surroundings {
  return (globals as { surroundings: Surroundings }).surroundings;
}

function translate({ words, locale }: Surroundings, key: string, named: Named[]): string {
  const values = Object.fromEntries(named);
  const found = key
    .split(".")
    .reduce<unknown>((place, part) => (place as Record<string, unknown>)?.[part], words);
  const text =
    typeof found === "object" && found
      ? plural(found as Record<string, string>, values.count, locale)
      : found;
  if (typeof text !== "string") return `translation missing: ${locale}.${key}`;
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => escapeHtml(String(values[name] ?? "")));
}

function plural(forms: Record<string, string>, count: unknown, locale: string) {
  return forms[new Intl.PluralRules(locale).select(Number(count))] ?? forms.other;
}

function isNamed(given: unknown): given is Named {
  return Array.isArray(given) && given.length === 2 && typeof given[0] === "string";
}
