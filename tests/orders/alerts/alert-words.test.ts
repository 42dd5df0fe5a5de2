import { describe, expect, it } from "vitest";
import { ALERT_KINDS } from "#app/orders/alerts/alert-kind.ts";
import { readTemplate } from "#app/orders/alerts/alert-template.ts";
import { ALERT_VARIABLES, type AlertValues } from "#app/orders/alerts/alert-variables.ts";
import { faultsOfWords } from "#app/orders/alerts/faults-of-words.ts";
import { alertTemplates } from "#app/words/alert-templates.ts";
import { catalogues, type Language } from "#app/words/catalogue.ts";
import { plainForSms } from "#app/words/plain-for-sms.ts";
import { countSegments } from "#app/words/segments.ts";

const OWN = ["shop.example.com"];
const VALUES: AlertValues = {
  shop: "Tidewater",
  order: "#1001",
  items: "Mug",
  carrier: "DHL",
  number: "JD014600003RU",
  expected: "Friday",
  days_late: "2",
  link: "https://shop.example.com/track/abc",
};
const LANGUAGES = Object.keys(catalogues) as Language[];
const of = (text: string) => faultsOfWords({ subject: "Order {{ order }}", text }, OWN)?.text ?? null;

describe("the alerts that come with the app", () => {
  it.each(LANGUAGES)(
    "in %s can be read, name the order and the parcel's page, and advertise nothing",
    (language) => {
      for (const kind of ALERT_KINDS) {
        const words = alertTemplates[language][kind];
        expect(faultsOfWords(words, OWN), kind).toBeNull();
        const read = readTemplate(words.text);
        const said = read.ok ? read.render(VALUES) : "";
        for (const value of [VALUES.shop, VALUES.order, VALUES.items, VALUES.link])
          expect(said).toContain(value);
        expect(said).not.toMatch(/[{}]/);
        expect(
          countSegments(plainForSms(said, language)).segments,
          `${language} ${kind}: ${said}`,
        ).toBeLessThanOrEqual(3);
      }
    },
  );

  it.each(LANGUAGES)("in %s read well where nothing is known but the order", (language) => {
    const empty = Object.fromEntries(Object.keys(ALERT_VARIABLES).map((name) => [name, ""])) as AlertValues;
    for (const kind of ALERT_KINDS) {
      const read = readTemplate(alertTemplates[language][kind].text);
      const said = read.ok ? read.render({ ...empty, shop: "Tidewater", order: "#1001", items: "Mug" }) : "";
      expect(said, kind).not.toMatch(/ {2}|\(\)|（）| [.,]|[:：]\s*[.。]/);
    }
  });
});

describe("a merchant's own words", () => {
  it.each([
    ["Order {{ order }} is on its way. {{ link }}"],
    ["{{ shop }}: {{ items | upcase }} left today{% if carrier %} with {{ carrier }}{% endif %}."],
    ["Your parcel is here. Questions? https://shop.example.com/contact"],
    ["We deal with it at once. The order was offered to a neighbour in saleable state."],
  ])("are kept where they tell of the parcel: %s", (text) => {
    expect(of(text)).toBeNull();
  });

  it.each([
    ["{{ name }} is not known", /not known/],
    ["{{ order.customer.email }}", /not known/],
    ["{% for i in (1..1000000) %}x{% endfor %}", /cannot be read/],
    ["{% include 'secrets' %}", /cannot be read/],
    ["{{ order", /cannot be read/],
    ["{{ order | steal }}", /cannot be read/],
    ["   ", /say something/],
    ["x".repeat(1_001), /1000 characters/],
  ])("are refused where they cannot be read: %s", (text, says) => {
    expect(of(text)).toMatch(says);
  });

  it.each([
    "It is on its way. Use code SAVE10 next time!",
    "Shipped! 20% off your next order.",
    "Shipped. Shop now at our new collection",
    "Versandt. Jetzt 10 € Rabatt sichern",
    "Expédié. Profitez de nos soldes",
    "Enviado. Descuentos en toda la tienda",
    "Spedito. Sconti solo oggi",
    "Enviado. Frete grátis na próxima",
    "Verzonden. Nu korting in de winkel",
    "発送しました。次回使えるクーポンです",
    "{{ order }} {{ 'SAVE' | append: '10' }}",
    "{% if expected == 'never' %}Flash sale!{% endif %}{{ order }}",
    "Track it here: https://evil.example.net/x",
    "Track it at bit.ly/abc",
    "Come to www.other-shop.com",
  ])("are refused where they advertise or lead away: %s", (text) => {
    expect(of(text)).toMatch(/advertis|leads away|discount code/);
  });

  it("may not advertise in the mail's subject either", () => {
    expect(faultsOfWords({ subject: "20% off inside", text: "Order {{ order }}" }, OWN)).toEqual({
      subject: expect.stringMatching(/advertis/),
    });
  });

  it("are not held to account for what the shop's products are called", () => {
    const read = readTemplate("{{ items }}");
    expect(read.ok && read.render({ ...VALUES, items: "Summer Sale Mug" })).toBe("Summer Sale Mug");
    expect(of("{{ items }}")).toBeNull();
  });
});
