import { themeCheckRun } from "@shopify/theme-check-node";
import { expect, it } from "vitest";
import { EXTENSION } from "#tests/extension/render-embed.ts";

it("Shopify's own linter finds nothing to say about the storefront chat", async () => {
  const { offenses } = await themeCheckRun(EXTENSION, `${EXTENSION}.theme-check.yml`, () => undefined);
  expect(offenses.map(({ check, uri, message }) => `${check} ${uri}: ${message}`)).toEqual([]);
});
