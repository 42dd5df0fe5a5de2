import { type ControlCall, refusal, type Town } from "../town-types.ts";
import { isEmbed, type Themes } from "./extensions/themes.ts";

/** Control routes for what a merchant does in the theme editor. Documented in README.md. */
export function addThemeControl(town: Town, themes: Themes): void {
  town.control("GET /shops/:domain/theme", (call) => describe(themes, shopOf(town, call)));
  town.control("POST /shops/:domain/theme", (call) => {
    const shop = shopOf(town, call);
    const { embedEnabled, settings, block } = call.body as {
      embedEnabled?: boolean;
      settings?: Record<string, unknown>;
      block?: string;
    };
    const found = themes.blocks().filter((one) => (block ? one.name === block : isEmbed(one)));
    if (!found.length) throw refusal(404, `no block ${block ?? "that is an app embed"}`);
    for (const one of found) themes.save(shop, one, { enabled: embedEnabled, settings });
    return describe(themes, shop);
  });
  town.control("GET /shops/:domain/extensions", (call) => activations(themes, shopOf(town, call)));
}

function describe(themes: Themes, shop: string) {
  const blocks = themes.blocks().map((block) => ({
    extension: block.extension,
    block: block.name,
    target: block.schema.target,
    ...themes.choice(shop, block, false),
  }));
  return { embedEnabled: blocks.some(({ target, enabled }) => target !== "section" && enabled), blocks };
}

/** The shape of App Bridge's `shopify.app.extensions()`. */
function activations(themes: Themes, shop: string) {
  const extensions = Map.groupBy(themes.blocks(), ({ extension }) => extension);
  return [...extensions].map(([handle, blocks]) => ({
    handle,
    type: "theme_app_extension",
    activations: blocks.map((block) => ({
      handle: block.name,
      name: block.schema.name,
      target: block.schema.target,
      status: themes.choice(shop, block, false).enabled ? "active" : "available",
      activations: [],
    })),
  }));
}

function shopOf(town: Town, { params }: ControlCall) {
  const store = town.shops.get(params.domain ?? "");
  if (!store) throw refusal(404, `no shop ${params.domain}`);
  return store.domain;
}
