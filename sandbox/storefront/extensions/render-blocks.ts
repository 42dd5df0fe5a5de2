import { join } from "node:path";
import type { Liquid } from "liquidjs";
import { platformOf } from "../../shopify/platform.ts";
import { extensionAsset } from "../answer-asset.ts";
import { openEngine } from "../liquid/engine.ts";
import { rgbOf } from "../liquid/color-filters.ts";
import { jsonOf, type Surroundings } from "../liquid/shop-filters.ts";
import { Shown } from "../liquid/shown.ts";
import type { Visit } from "../visit.ts";
import { type Block, translations } from "./extension-files.ts";
import { isEmbed } from "./themes.ts";

/** What the enabled app embeds put into a page: into the head, and before the end of the body. */
export interface Embedded {
  head: string;
  body: string;
}

/** Renders the extensions' real blocks as Shopify does, on the templates where their schema allows them. */
export async function renderEmbeds(
  visit: Visit,
  objects: Record<string, unknown>,
  template: string,
): Promise<Embedded> {
  const embedded: Embedded = { head: "", body: "" };
  // An uninstallation takes the app's blocks out of every theme.
  if (platformOf(visit.town).installation(visit.store.domain).state === "uninstalled") return embedded;
  for (const block of visit.themes.blocks()) {
    const { enabled, settings } = visit.themes.choice(visit.store.domain, block, visit.isDesign);
    if (!isEmbed(block) || !enabled || !isAllowed(block, template)) continue;
    const html = await renderBlock(visit, block, settings, objects);
    embedded.head += linksTo(visit, block);
    if (block.schema.target === "body") embedded.body += html;
    else embedded.head += html;
  }
  return embedded;
}

/** The app blocks that the merchant put into a page's "Apps" section, by name, with what they load. */
export async function renderApps(
  visit: Visit,
  objects: Record<string, unknown>,
  names: string[],
): Promise<Embedded> {
  const apps: Embedded = { head: "", body: "" };
  if (platformOf(visit.town).installation(visit.store.domain).state === "uninstalled") return apps;
  for (const block of visit.themes.blocks().filter((one) => !isEmbed(one) && names.includes(one.name))) {
    const { enabled, settings } = visit.themes.choice(visit.store.domain, block, visit.isDesign);
    if (!enabled) continue;
    apps.head += linksTo(visit, block);
    apps.body += await renderBlock(visit, block, settings, objects);
  }
  return apps;
}

export async function renderBlock(
  visit: Visit,
  block: Block,
  chosen: Record<string, unknown>,
  objects: Record<string, unknown>,
): Promise<string> {
  const id = `${block.extension}-${block.name}`;
  const engine = engineOf(block.folder);
  const surroundings: Surroundings = {
    assetUrl: (name) => extensionAsset(visit.town.options.root, block.extension, name),
    words: translations(block.folder, visit.locale),
    locale: visit.locale,
    money: String,
  };
  const scope = {
    ...objects,
    block: {
      id,
      type: block.name,
      settings: settingValues(block, chosen),
      shopify_attributes: visit.isDesign
        ? `data-shopify-editor-block='${jsonOf({ id, type: block.name })}'`
        : "",
    },
    app: { metafields: {} },
  };
  const html: string = await engine.parseAndRender(block.source, scope, { globals: { surroundings } });
  return `<div id="shopify-block-${id}" class="shopify-block shopify-app-block">${html}</div>`;
}

function engineOf(folder: string): Liquid {
  return openEngine({ templates: [join(folder, "blocks")], snippets: [join(folder, "snippets")] });
}

/** A schema's `javascript` and `stylesheet` are loaded once a page, the script deferred. */
function linksTo(visit: Visit, { schema, extension }: Block) {
  const url = (name: string) => extensionAsset(visit.town.options.root, extension, name);
  const style = schema.stylesheet ? `<link rel="stylesheet" href="${url(schema.stylesheet)}">` : "";
  const script = schema.javascript ? `<script src="${url(schema.javascript)}" defer="defer"></script>` : "";
  return style + script;
}

function isAllowed({ schema }: Block, template: string) {
  const matches = (names: string[]) => names.some((name) => name === "*" || name === template);
  if (schema.enabled_on?.templates && !matches(schema.enabled_on.templates)) return false;
  return !(schema.disabled_on?.templates && matches(schema.disabled_on.templates));
}

/** Colours come as objects that print as hex; an unset text setting is blank. */
function settingValues({ schema }: Block, chosen: Record<string, unknown>) {
  const settings: Record<string, unknown> = {};
  for (const { id, type } of schema.settings ?? []) {
    if (!id) continue;
    const value = chosen[id];
    settings[id] = type === "color" && value ? color(String(value)) : value;
  }
  return settings;
}

function color(hex: string) {
  const [red, green, blue] = rgbOf(hex);
  return new Shown(hex, { red, green, blue, alpha: 1, rgb: `${red} ${green} ${blue}` });
}
