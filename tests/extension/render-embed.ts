import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Liquid } from "liquidjs";
import type { TagToken, TopLevelToken } from "liquidjs";

export const EXTENSION = fileURLToPath(new URL("../../extensions/storefront-chat/", import.meta.url));

export interface EmbedContext {
  settings?: Record<string, string | number | boolean>;
  locale?: string;
  pageType?: string;
  designMode?: boolean;
  assets?: string;
}

/** The block as a storefront would print it: its own schema's defaults, its own locale files. */
export function renderEmbed(context: EmbedContext = {}): string {
  const { settings, locale = "en", pageType = "index", designMode = false, assets = "/ext" } = context;
  const source = readFileSync(`${EXTENSION}blocks/chat-embed.liquid`, "utf8");
  const words = readLocale(locale);
  const liquid = new Liquid({ strictFilters: true });
  liquid.registerFilter("t", (key: string) => find(words, key));
  liquid.registerFilter("asset_url", (name: string) => `${assets}/${name}`);
  liquid.registerTag("schema", {
    parse(_: TagToken, rest: TopLevelToken[]) {
      while (rest.length) if ((rest.shift() as { name?: string }).name === "endschema") return;
    },
    render: () => "",
  });
  return liquid.parseAndRenderSync(source, {
    shop: { name: "Tidewater & Sons" },
    request: { locale: { iso_code: locale }, page_type: pageType, design_mode: designMode },
    block: { settings: { ...defaults(source), ...settings } },
  });
}

export function readSchema(source = readFileSync(`${EXTENSION}blocks/chat-embed.liquid`, "utf8")): Schema {
  return JSON.parse(/\{% schema %\}([\s\S]*?)\{% endschema %\}/.exec(source)?.[1] ?? "{}");
}

export interface Schema {
  name: string;
  target: string;
  settings: {
    type: string;
    id?: string;
    default?: string | number | boolean;
    min?: number;
    max?: number;
    step?: number;
  }[];
}

const defaults = (source: string) =>
  Object.fromEntries(
    readSchema(source).settings.flatMap(({ id, default: value }) => (id ? [[id, value ?? ""]] : [])),
  );

function readLocale(locale: string): unknown {
  for (const name of [locale, locale.slice(0, 2), "en.default"])
    try {
      return JSON.parse(readFileSync(`${EXTENSION}locales/${name}.json`, "utf8"));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
}

function find(words: unknown, key: string): string {
  const found = key.split(".").reduce((at, part) => (at as Record<string, unknown>)?.[part], words);
  if (typeof found !== "string") throw new Error(`translation missing: ${key}`);
  return found;
}
