import { readdirSync, readFileSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import { EXTENSION, readSchema, renderEmbed } from "#tests/extension/render-embed.ts";

const files = readdirSync(EXTENSION, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath.replace(/\/?$/, "/")}${entry.name}`.slice(EXTENSION.length));
const read = (file: string) => readFileSync(EXTENSION + file, "utf8");
const zipped = (text: string) => gzipSync(text, { level: 9 }).length;
const locales = files.filter((file) => file.startsWith("locales/"));
const leaves = (value: object, path = ""): string[] =>
  Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "string" ? [`${path}${key}`] : leaves(inner as object, `${path}${key}.`),
  );

describe("the storefront chat keeps within what Shopify and a shopper's phone allow", () => {
  it("has only the folders and files a theme extension may have", () => {
    const known =
      /^(assets|blocks|snippets|locales)\/[\w.-]+$|^(shopify\.extension\.toml|\.theme-check\.yml)$/;
    expect(files.filter((file) => !known.test(file))).toEqual([]);
    expect(parse(read("shopify.extension.toml"))).toMatchObject({
      extensions: [{ type: "theme", handle: "storefront-chat" }],
    });
  });

  it("stays under 10 MB in all, 100 KB of Liquid, 15 KB a locale file", () => {
    const size = (file: string) => statSync(EXTENSION + file).size;
    const sum = (some: string[]) => some.reduce((total, file) => total + size(file), 0);
    expect(sum(files)).toBeLessThan(10_000_000);
    expect(sum(files.filter((file) => file.endsWith(".liquid")))).toBeLessThan(100_000);
    for (const file of locales) expect(size(file), file).toBeLessThan(15_000);
  });

  it("loads in 3 KB gzipped, and opens in 20 KB with its styles and any language's words", () => {
    const loader = zipped(read("assets/threadline-loader.js"));
    const panel = zipped(read("assets/threadline-panel.js"));
    expect(loader).toBeLessThanOrEqual(3000);
    for (const file of locales.filter((name) => !name.includes(".schema."))) {
      const locale = file.slice("locales/".length).replace(/(\.default)?\.json$/, "");
      expect(loader + panel + zipped(renderEmbed({ locale })), locale).toBeLessThanOrEqual(20_000);
    }
  });

  it("tracks an order with a script and a style of 4 KB gzipped together, under Shopify's 10,000 bytes", () => {
    const [script, style] = ["js", "css"].map((kind) => zipped(read(`assets/threadline-tracking.${kind}`)));
    expect(script! + style!).toBeLessThanOrEqual(4000);
    const source = read("blocks/order-tracking.liquid");
    expect(readSchema(source)).toMatchObject({ target: "section", javascript: "threadline-tracking.js" });
    // What a merchant or a translation writes stands in the page as text only.
    expect(source.match(/\{\{(?![^}]*\| (?:t|escape|json)\b)[^}]*\}\}/g)).toEqual([
      "{{ signed_in }}",
      "{{ block.shopify_attributes }}",
    ]);
  });

  it("signs up with a style of 1 KB gzipped and no script, in a form that posts to the sign-up page", () => {
    expect(zipped(read("assets/threadline-sign-up.css"))).toBeLessThanOrEqual(1000);
    const source = read("blocks/sign-up.liquid");
    const schema = readSchema(source);
    expect(schema).toMatchObject({ target: "section", stylesheet: "threadline-sign-up.css" });
    expect(schema).not.toHaveProperty("javascript");
    // An address in a URL's query would stand in logs and referrers.
    expect(source).toMatch(/<form\s[^>]*method="post"\s+action="\/apps\/threadline\/sign-up"/);
    expect(source.match(/\{\{(?![^}]*\| (?:t|escape)\b)[^}]*\}\}/g)).toEqual([
      "{{ block.shopify_attributes }}",
    ]);
  });

  it("says the same things in every language", () => {
    for (const kind of [".json", ".schema.json"]) {
      const of = (file: string) => leaves(JSON.parse(read(file))).sort();
      const same = locales.filter((file) => file.endsWith(".schema.json") === (kind === ".schema.json"));
      expect(same.length).toBe(9);
      for (const file of same) expect(of(file), file).toEqual(of(`locales/en.default${kind}`));
    }
  });

  it("uses no characters in its words that Shopify's translation filter would turn into entities", () => {
    for (const file of locales.filter((name) => !name.includes(".schema.")))
      for (const { chat, tracking, signup } of [JSON.parse(read(file))])
        expect([chat, tracking, signup].flatMap((part) => Object.values(part)).join("\n"), file).not.toMatch(
          /[&<>"']/,
        );
  });

  it("keeps the places for names and numbers in every translation", () => {
    const places = (file: string) =>
      Object.entries(JSON.parse(read(file)).chat as Record<string, string>).map(
        ([key, text]) => `${key} ${text.match(/\{\w+\}/g) ?? ""}`,
      );
    for (const file of locales.filter((name) => !name.includes(".schema.")))
      expect(places(file).sort(), file).toEqual(places("locales/en.default.json").sort());
  });

  it("is an app embed for the body with defaults within each setting's range", () => {
    const { target, settings } = readSchema();
    expect(target).toBe("body");
    for (const { id, default: value, min, max, step } of settings.filter(({ type }) => type === "range")) {
      expect(Number(value), id).toBeGreaterThanOrEqual(min!);
      expect(Number(value), id).toBeLessThanOrEqual(max!);
      expect((max! - min!) / step!, id).toBeLessThanOrEqual(100);
    }
  });
});
