import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type RunningTown, startTown } from "#sandbox/town.ts";
import { shopperAt } from "./shopper.ts";

const EMBED = `<script type="application/json" id="probe">{{ block.settings | json }}</script>
{%- liquid
  assign light = false
  assign brightness = block.settings.color | color_brightness
  if brightness > 128
    assign light = true
  endif
-%}
<i id="facts" data-shop="{{ shop.permanent_domain }}" data-locale="{{ request.locale.iso_code }}" data-language="{{ localization.language.iso_code }}"
data-template="{{ template.name }}" data-is-product="{% if template == 'product' %}yes{% else %}no{% endif %}" data-who="{{ customer.first_name }}" data-color="{{ block.settings.color }}"
data-light="{{ light }}" data-design="{{ request.design_mode }}" {{ block.shopify_attributes }}>{{ 'probe.hello' | t: name: shop.name }}</i>
{% render 'part', words: 'from a snippet' %}
{% schema %}
{"name":"t:probe.name","target":"body","javascript":"probe.js","stylesheet":"probe.css","disabled_on":{"templates":["cart"]},
"settings":[{"type":"color","id":"color","label":"Colour","default":"#ffee00"},{"type":"text","id":"greeting","label":"t:probe.greeting"},{"type":"checkbox","id":"on","label":"On","default":true}]}
{% endschema %}`;
const FILES = {
  "blocks/probe.liquid": EMBED,
  "snippets/part.liquid": "<em>{{ words }}</em>",
  "assets/probe.js": "window.probe = 1;",
  "assets/probe.css": "b{color:red}",
  "locales/en.default.json": '{"probe":{"hello":"Hello {{ name }}"}}',
  "locales/de.json": '{"probe":{"hello":"Hallo {{ name }}"}}',
  "locales/en.default.schema.json": '{"probe":{"name":"Probe","greeting":"Greeting"}}',
};
let root: string;
let town: RunningTown;
const page = async (path: string) => (await shopperAt(town.storefront).get(path)).text();

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "threadline-extension-"));
  for (const [name, text] of Object.entries(FILES)) {
    const file = join(root, "extensions/probe-extension", name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  town = await startTown({ root, orders: 5, customers: 5, parts: ["shopify", "storefront"] });
});
afterEach(async () => void (await control("POST", "/reset", {})));
afterAll(async () => {
  await town.close();
  await rm(root, { recursive: true });
});

test("an app embed renders with Shopify's objects, filters, translations and snippets", async () => {
  const whole = await page("/products/harbor-rain-jacket?locale=de");
  const product = whole.slice(whole.indexOf('<div id="shopify-block'));
  expect(product).toContain('data-shop="tidewater.myshopify.com" data-locale="de" data-language="de"');
  expect(product).toContain('data-template="product" data-is-product="yes"');
  expect(product).toContain('data-color="#ffee00"');
  expect(product).toContain('data-light="true"');
  expect(product).toContain(">Hallo Tidewater Supply Co</i>");
  expect(product).toContain("<em>from a snippet</em>");
  expect(product).toContain('{"color":"#ffee00","greeting":"","on":true}</script>');
  expect(product).not.toContain("schema");
});

test("a locale without its own file falls back to the default one", async () => {
  const home = await page("/?locale=ar");
  expect(home).toContain('<html lang="ar" dir="rtl">');
  expect(home).toContain('data-locale="ar"');
  expect(home).toContain(">Hello Tidewater Supply Co</i>");
});

test("its script is deferred, its assets are cached by their bytes and come compressed", async () => {
  const home = await page("/");
  const [, script = ""] =
    /<script src="(\/ext\/probe-extension\/assets\/probe\.js\?v=\w+)" defer="defer">/.exec(home) ?? [];
  const answer = await fetch(town.storefront + script);
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect(answer.headers.get("content-encoding")).toBe("gzip");
  expect(await answer.text()).toBe("window.probe = 1;");
  expect((await fetch(`${town.storefront}/ext/probe-extension/assets/..%2f..%2fx`)).status).toBe(404);
});

test("the theme shows an embed only while it is on, where its schema allows it, and never in the checkout", async () => {
  expect(await page("/cart")).not.toContain('id="probe"');
  await control("POST", "/shops/tidewater.myshopify.com/theme", { embedEnabled: false });
  expect(await page("/")).not.toContain('id="probe"');
  await control("POST", "/shops/tidewater.myshopify.com/theme", {
    embedEnabled: true,
    settings: { greeting: "</script>x" },
  });
  const home = await page("/");
  expect(home).toContain('"greeting":"\\u003c/script\\u003ex"');
  expect(home).toContain('id="shopify-block-probe-extension-probe"');
});

test("a signed-in shopper is the customer of the block", async () => {
  const ada = shopperAt(town.storefront);
  await ada.post("/account/login", { customer: "ada.lindqvist@example.com" });
  expect(await (await ada.get("/")).text()).toContain('data-who="Ada"');
});

test("the editor shows an embed from a deep link before it is saved, and others see it afterwards", async () => {
  await control("POST", "/shops/tidewater.myshopify.com/theme", { embedEnabled: false });
  const merchant = shopperAt(town.storefront);
  const editor = await (
    await merchant.get("/_editor?context=apps&template=index&activateAppId=town-key/probe")
  ).text();
  expect(editor).toContain(">Probe</b>");
  expect(editor).toContain("Greeting");
  const preview = await (await merchant.get("/?design_mode=1")).text();
  expect(preview).toContain('"designMode":true');
  expect(preview).toContain("data-shopify-editor-block=");
  expect(await page("/")).not.toContain('id="probe"');
  await merchant.send("/_editor", {
    method: "POST",
    body: JSON.stringify({ block: "probe-extension/probe", enabled: true, save: true }),
  });
  expect(await page("/")).toContain('id="probe"');
  expect(await control("GET", "/shops/tidewater.myshopify.com/extensions")).toMatchObject([
    { handle: "probe-extension", activations: [{ handle: "probe", target: "body", status: "active" }] },
  ]);
});

async function control(method: string, path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${town.url}/_town${path}`, {
    method,
    body: body ? JSON.stringify(body) : null,
  });
  expect(answer.ok).toBe(true);
  return answer.json();
}
