import { jsonForHtml, html, type Html } from "../../admin/html.ts";
import { fieldsOf } from "../../http.ts";
import type { Answer } from "../../town-types.ts";
import { themeAsset } from "../answer-asset.ts";
import { type Block, type BlockSetting, translations } from "../extensions/extension-files.ts";
import { isEmbed } from "../extensions/themes.ts";
import type { Visit } from "../visit.ts";

/**
 * A stand-in for the theme editor's "App embeds": `/_editor?context=apps&activateAppId=<key>/<block>` opens with that
 * embed switched on but not saved, the page beside it in design mode. Its script puts drafts and saves by POST.
 */
export function answerEditor(visit: Visit, method: string, body: Buffer): Answer {
  if (method === "POST") return change(visit, fieldsOf(body, "application/json"));
  const [, activated = ""] = (visit.url.searchParams.get("activateAppId") ?? "").split("/");
  const embeds = visit.themes.blocks().filter(isEmbed);
  for (const block of embeds) visit.themes.draft(visit.store.domain, block, null);
  const asked = embeds.find(({ name }) => name === activated);
  const isNew = asked && !visit.themes.choice(visit.store.domain, asked, false).enabled;
  if (asked && isNew) visit.themes.draft(visit.store.domain, asked, { enabled: true });
  const page = editorPage(visit, embeds, activated, Boolean(isNew));
  return {
    status: 200,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      ...(visit.setCookies.length ? { "set-cookie": visit.setCookies } : {}),
    },
    body: page.html,
  };
}

function change({ themes, store }: Visit, fields: Record<string, unknown>): Answer {
  const block = themes.blocks().find(({ extension, name }) => `${extension}/${name}` === fields.block);
  if (!block) return { status: 404, body: { error: "no such block" } };
  const choice = {
    enabled: typeof fields.enabled === "boolean" ? fields.enabled : undefined,
    settings: fields.settings as Record<string, unknown> | undefined,
  };
  if (fields.save) themes.save(store.domain, block, choice);
  else themes.draft(store.domain, block, choice);
  return { status: 200, body: themes.choice(store.domain, block, true) };
}

function editorPage(visit: Visit, embeds: Block[], activated: string, isUnsaved: boolean): Html {
  const name = visit.store.shop().name;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name} · Theme editor</title><link rel="icon" href="data:,"><link rel="stylesheet" href="${themeAsset("editor.css")}"></head>
<body>
<header><a href="${visit.town.addresses.admin}/store/${visit.store.domain.split(".")[0]}">← Exit</a>
<strong>Tideline <span class="live">Live</span></strong>
<span class="status" role="status"></span>
<button type="button" id="save" ${isUnsaved ? "" : { html: "disabled" }}>Save</button></header>
<aside><h1>App embeds</h1>
${embeds.length ? embeds.map((block) => embedForm(visit, block, block.name === activated)) : html`<p class="none">No installed app has an embed.</p>`}
</aside>
<main><iframe title="Preview" src="${previewAddress(visit)}"></iframe></main>
<script type="application/json" id="editor-facts">${jsonForHtml({ isUnsaved })}</script>
<script src="${themeAsset("editor.js")}" defer></script>
</body></html>`;
}

function previewAddress({ url, store }: Visit) {
  const [product] = store.products();
  const pages: Record<string, string> = {
    product: `/products/${product?.handle}`,
    collection: "/collections/all",
    cart: "/cart",
  };
  return `${pages[url.searchParams.get("template") ?? ""] ?? "/"}?design_mode=1`;
}

function embedForm({ themes, store }: Visit, block: Block, isOpen: boolean): Html {
  const { enabled, settings } = themes.choice(store.domain, block, true);
  const words = translations(block.folder, "en", ".schema");
  const say = (text: string | undefined) => translated(words, text ?? "");
  return html`<form data-block="${block.extension}/${block.name}">
<details ${isOpen ? { html: "open" } : ""}><summary><span><b>${say(block.schema.name)}</b><small>Threadline</small></span></summary>
${(block.schema.settings ?? []).map((setting) => field(setting, settings[setting.id ?? ""], say))}</details>
<label class="switch"><input type="checkbox" name="enabled" ${enabled ? { html: "checked" } : ""} aria-label="${say(block.schema.name)}"><span></span></label>
</form>`;
}

function field(setting: BlockSetting, value: unknown, say: (text: string | undefined) => string): Html {
  const { type, id, min, max, step, unit } = setting;
  if (type === "header") return html`<h2>${say(setting.content)}</h2>`;
  if (!id) return html`<p class="info">${say(setting.content)}</p>`;
  const label = say(setting.label);
  const info = setting.info ? html`<small>${say(setting.info)}</small>` : null;
  if (type === "checkbox")
    return html`<label class="check"><input type="checkbox" name="${id}" ${value ? { html: "checked" } : ""}> ${label}${info}</label>`;
  if (type === "select" || type === "radio")
    return html`<label>${label}<select name="${id}">${(setting.options ?? []).map(
      (option) =>
        html`<option value="${option.value}" ${option.value === value ? { html: "selected" } : ""}>${say(option.label)}</option>`,
    )}</select>${info}</label>`;
  if (type === "textarea" || type === "richtext" || type === "html")
    return html`<label>${label}<textarea name="${id}" rows="3">${String(value ?? "")}</textarea>${info}</label>`;
  const kinds: Record<string, string> = { color: "color", range: "range", number: "number", url: "url" };
  return html`<label>${label}${unit ? ` (${unit})` : ""}<input type="${kinds[type] ?? "text"}" name="${id}" value="${String(value ?? "")}"
${min === undefined ? null : { html: `min="${min}" max="${max}" step="${step ?? 1}"` }}>${info}</label>`;
}

/** `t:path.to.words` points into the extension's schema locale. */
function translated(words: Record<string, unknown>, text: string) {
  if (!text.startsWith("t:")) return text;
  const found = text
    .slice(2)
    .split(".")
    .reduce<unknown>((place, part) => (place as Record<string, unknown>)?.[part], words);
  return typeof found === "string" ? found : text;
}
