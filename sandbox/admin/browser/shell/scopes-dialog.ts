import { element } from "../element.ts";
import type { ScopesDetail, ScopesDesk, ShellConfig } from "../shell-contract.ts";
import { askJson } from "./ask.ts";
import { ask } from "./dialog.ts";

/** Shopify's question whether the app may have more scopes; granted ones reach the app by its next token. */
export async function requestScopes(
  config: ShellConfig,
  scopes: string[],
): ReturnType<ScopesDesk["request"]> {
  const about = { shop: config.shop, staff: String(config.staff.id) };
  const before = await askJson<ScopesDetail>("/_shell/scopes", about);
  if (scopes.every((scope) => before.granted.includes(scope)))
    return { result: "granted-all", detail: before };
  const words = element(
    "div",
    {},
    element("p", {}, `${config.appName} asks for further access to your store:`),
    element("ul", {}, ...scopes.map((scope) => element("li", {}, element("code", {}, scope)))),
  );
  const agrees = await ask({
    title: `Update data access for ${config.appName}`,
    words,
    yes: "Update",
    no: "Cancel",
  });
  if (!agrees) return { result: "declined-all", detail: before };
  return {
    result: "granted-all",
    detail: await askJson<ScopesDetail>("/_shell/scopes", about, { grant: scopes }),
  };
}
