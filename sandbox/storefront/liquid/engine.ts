import { Liquid, type TagToken, type TopLevelToken } from "liquidjs";
import { addColorFilters } from "./color-filters.ts";
import { addShopFilters } from "./shop-filters.ts";

/** Shopify's Liquid as far as the theme and app blocks use it; an unknown filter or tag fails, as at Shopify. */
export function openEngine(folders: { templates: string[]; snippets: string[] }): Liquid {
  const liquid = new Liquid({
    root: folders.templates,
    partials: folders.snippets,
    extname: ".liquid",
    jsTruthy: false,
    strictFilters: true,
    cache: false,
  });
  for (const name of ["schema", "stylesheet", "javascript", "doc"]) skipTag(liquid, name);
  addShopFilters(liquid);
  addColorFilters(liquid);
  return liquid;
}

/** Shopify takes these parts out of a file before it renders it. */
function skipTag(liquid: Liquid, name: string) {
  liquid.registerTag(name, {
    parse(tag: TagToken, remaining: TopLevelToken[]) {
      for (let token = remaining.shift(); token; token = remaining.shift())
        if ((token as TagToken).name === `end${name}`) return;
      throw new Error(`tag ${tag.getText()} not closed`);
    },
    render: () => "",
  });
}
