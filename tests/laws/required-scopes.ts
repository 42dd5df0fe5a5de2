import { readFileSync } from "node:fs";
import { parse } from "smol-toml";

/** The scopes an install grants, from shopify.app.toml. */
export function requiredScopes(): string[] {
  const toml = parse(readFileSync("shopify.app.toml", "utf8"));
  return (toml.access_scopes as { scopes: string }).scopes.split(",");
}
