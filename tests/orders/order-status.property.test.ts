import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SCANS } from "#app/orders/order-record.ts";
import { orderStatus } from "#app/orders/order-status.ts";
import { sayOrderStatus } from "#app/orders/say-order-status.ts";
import { catalogues } from "#app/words/catalogue.ts";
import { AT, anyOrder, HOME, TITLES } from "#tests/orders/any-order.ts";

const channels = ["chat", "sms", "email"] as const;
const locales = [...Object.keys(catalogues), "pt-BR", "en-US", "xx", "not a locale"];
const RUNS = { numRuns: 400 };

describe("whatever state an order is in", () => {
  it("is told in every language and channel without failing, and without a hole in a sentence", () => {
    fc.assert(
      fc.property(
        anyOrder,
        fc.constantFrom(...locales),
        fc.constantFrom(...channels),
        (order, locale, channel) => {
          const said = sayOrderStatus(orderStatus(order, { at: AT, show: "full" }), { locale, channel });
          const all = JSON.stringify(said);
          expect(said.text).toContain("#1001");
          expect(all).not.toMatch(/undefined|null null|NaN|Invalid Date|\{[a-z]+\}/);
          expect(said.choices.map(({ id }) => id)).toContain("person");
        },
      ),
      RUNS,
    );
  });

  it("counts no more of anything than the shopper still gets", () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const { parts } = orderStatus(order, { at: AT, show: "full" });
        for (const [index, title] of TITLES.entries()) {
          const told = parts.flatMap(({ items }) => items).filter((item) => item.title === title);
          const sum = told.reduce((total, { quantity }) => total + quantity, 0);
          expect(sum).toBeLessThanOrEqual(order.lines[index]!.currentQuantity);
          expect(told.every(({ quantity }) => quantity > 0)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it("tells nothing of where the shopper lives to who may not hear it", () => {
    fc.assert(
      fc.property(anyOrder, fc.constantFrom(...channels), (order, channel) => {
        const status = orderStatus(order, { at: AT, show: "no-address" });
        const said = JSON.stringify(sayOrderStatus(status, { locale: "en", channel })).toLowerCase();
        for (const part of [...Object.values(HOME).filter((one) => one !== "PT"), "vila nova", "key=secret"])
          expect(said).not.toContain(part.toLowerCase());
      }),
      RUNS,
    );
  });

  it("calls no parcel late, delayed or stuck of which no carrier has told anything", () => {
    const unscanned = anyOrder.map((order) => ({
      ...order,
      groups: [],
      parcels: order.parcels.map((parcel) => ({
        ...parcel,
        displayStatus: "FULFILLED",
        events: parcel.events.filter(({ status }) => !SCANS.has(status)),
      })),
    }));
    fc.assert(
      fc.property(unscanned, fc.constantFrom("chat" as const, "sms" as const), (order, channel) => {
        const status = orderStatus(order, { at: AT, show: "full" });
        for (const part of status.parts)
          if (part.kind === "parcel") expect(part.due?.daysLate ?? null).toBeNull();
        const { text } = sayOrderStatus(status, { locale: "en", channel });
        expect(text).not.toMatch(/\blate\b|later than|delay|stuck|lost|overdue/i);
      }),
      RUNS,
    );
  });

  it("says money to the cent, in the currency it was paid in", () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const { text } = sayOrderStatus(orderStatus(order, { at: AT, show: "full" }), {
          locale: "en",
          channel: "chat",
        });
        const exact = [order.total, order.received, order.refunded, order.outstanding];
        const amounts = exact.map(({ amount }) => amount);
        for (const [, said] of text.matchAll(/€([\d,]+\.\d{2})/g))
          expect(amounts).toContain(said!.replaceAll(",", ""));
        if (Number(order.refunded.amount) > 0)
          expect(text.replaceAll(",", "")).toContain(`€${order.refunded.amount}`);
      }),
      RUNS,
    );
  });

  it("leaves what has arrived behind what is awaited, and tells each part once", () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const { parts } = orderStatus(order, { at: AT, show: "full" });
        const physical = parts.filter(({ kind }) => kind === "parcel" || kind === "waiting");
        const last = physical.findLastIndex(({ kind }) => kind === "waiting");
        const first = physical.findIndex((part) => part.kind === "parcel" && part.state === "delivered");
        expect(first === -1 || last < first).toBe(true);
        if (order.cancelledAt) expect(parts.filter(({ kind }) => kind === "waiting")).toEqual([]);
      }),
      RUNS,
    );
  });

  it("uses only plain letters in an English text, whatever the shop calls its goods", () => {
    const GSM = /^[\x20-\x7e\n€£äöüÄÖÜßéèàùìòÇñÑåÅæÆøØ]*$/;
    fc.assert(
      fc.property(anyOrder, (order) => {
        const named = {
          ...order,
          lines: order.lines.map((line) => ({ ...line, title: `“Łódź” ☕️ – ${line.title}…` })),
        };
        const { text } = sayOrderStatus(orderStatus(named, { at: AT, show: "full" }), {
          locale: "en",
          channel: "sms",
        });
        expect(text).toMatch(GSM);
      }),
      RUNS,
    );
  });
});
