import { describe, expect, it } from "vitest";
import { type EmbedContext, renderEmbed } from "#tests/extension/render-embed.ts";

/** What the loader will read: the attribute as a browser decodes it. */
function configOf(context: EmbedContext) {
  const attribute = /data-config='([^']*)'/.exec(renderEmbed(context))?.[1];
  if (attribute === undefined) return null;
  const names: Record<string, string> = { quot: '"', "#39": "'", "#34": '"', lt: "<", gt: ">", amp: "&" };
  return JSON.parse(attribute.replace(/&(#?\w+);/g, (_, name: string) => names[name] ?? "?"));
}

describe("the app embed block", () => {
  it("loads one deferred script and hands over settings and words", () => {
    expect(renderEmbed().match(/<script[^>]*>/g)).toEqual(['<script src="/ext/threadline-loader.js" defer>']);
    expect(configOf({})).toMatchObject({
      shop: "Tidewater & Sons",
      locale: "en",
      colour: "#1f5c57",
      position: "right",
      bottom: 20,
      mobile: true,
      greeting: "How can we help you?",
      panel: "/ext/threadline-panel.js",
      texts: { send: "Send" },
    });
  });

  it("speaks the language of the page, and English where it has no other", () => {
    expect(configOf({ locale: "de" }).texts.send).toBe("Senden");
    expect(configOf({ locale: "pt-BR" }).texts.send).toBe("Enviar");
    expect(configOf({ locale: "sv" }).texts.send).toBe("Send");
  });

  it("greets in the merchant's words for that language, else in the general ones, else in ours", () => {
    const settings = { greeting: "Ahoy!", greeting_de: "Moin!" };
    expect(configOf({ locale: "de", settings }).greeting).toBe("Moin!");
    expect(configOf({ locale: "fr", settings }).greeting).toBe("Ahoy!");
    expect(configOf({ locale: "fr" }).greeting).toBe("Comment pouvons-nous vous aider ?");
  });

  it("shows only on the pages that were chosen", () => {
    const settings = { pages: "chosen", on_cart: false, on_account: false };
    expect(configOf({ pageType: "cart", settings })).toBeNull();
    expect(configOf({ pageType: "customers/order", settings })).toBeNull();
    expect(configOf({ pageType: "product", settings })).not.toBeNull();
    expect(configOf({ pageType: "cart", settings: { on_cart: false } })).not.toBeNull();
  });

  it("shows only in the languages that were chosen, by language or by region", () => {
    const settings = { languages: "DE, pt-BR" };
    expect(configOf({ locale: "de", settings })).not.toBeNull();
    expect(configOf({ locale: "de-CH", settings })).not.toBeNull();
    expect(configOf({ locale: "pt-BR", settings })).not.toBeNull();
    expect(configOf({ locale: "pt-PT", settings })).toBeNull();
    expect(configOf({ locale: "en", settings })).toBeNull();
  });

  it("is always there in the theme editor, so that the embed can be confirmed", () => {
    expect(configOf({ designMode: true, locale: "en", settings: { languages: "de" } })).not.toBeNull();
  });

  it("lets no setting out of its attribute", () => {
    const evil = `</script><img src=x onerror=alert(1)>'"\\`;
    const html = renderEmbed({ settings: { greeting: evil, label: evil, email: evil, colour: evil } });
    expect(html).not.toContain("<img");
    expect(configOf({ settings: { greeting: evil } }).greeting).toBe(evil);
  });
});
