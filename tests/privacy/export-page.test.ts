import { describe, expect, it } from "vitest";
import { exportPage } from "#app/privacy/export-page.ts";
import { SECTIONS } from "#app/privacy/export-words.ts";
import { ROWS_OF_PERSON } from "#app/privacy/rows-of-person.ts";

const page = (tables: Record<string, Record<string, unknown>[]>) =>
  exportPage({ shopifyCustomerId: "4533", madeAt: "2026-11-21T15:00:00.000Z", tables });

const said = (seq: number, body: string, more: object = {}) => ({
  id: `m${seq}`,
  seq,
  at: "2026-11-21T09:30:00.000+00:00",
  body,
  channel: "sms",
  direction: "in",
  authorKind: "shopper",
  ...more,
});

describe("the page that a customer is handed", () => {
  it("names them, and by their number where no name is known", () => {
    expect(page({ Customer: [{ firstName: "Ada", lastName: "Lindqvist" }] })).toContain(
      "<h1>Data held about Ada Lindqvist</h1>",
    );
    expect(page({ ContactPoint: [{ kind: "email", value: "ada@example.com" }] })).toContain(
      "about ada@example.com<",
    );
    expect(page({})).toContain("about customer 4533<");
  });

  it("has words for every table of a person's, so that none stands under its own name", () => {
    const named = SECTIONS.map(([table]) => table);
    expect(ROWS_OF_PERSON.map(({ table }) => table).filter((table) => !named.includes(table))).toEqual([]);
  });

  it("shows a table that nobody has named all the same", () => {
    const html = page({ LoyaltyCard: [{ holderName: "Ada", at: null }] });
    expect(html).toContain("Loyalty card (1)");
    expect(html).toContain("<dt>Holder name</dt><dd>Ada</dd>");
  });

  it("tells what was written in the order it was written, by whom, and times that people read", () => {
    const html = page({
      Message: [
        said(2, "On its way", { authorKind: "assistant", direction: "out" }),
        said(3, "Call them", { authorKind: "staff", direction: "note" }),
        said(1, "Where is it?"),
      ],
    });
    const words = [...html.matchAll(/class="words">([^<]*)</g)].map(([, text]) => text);
    expect(words).toEqual(["Where is it?", "On its way", "Call them"]);
    expect(html).toContain("<strong>The customer</strong>, by text message, <time");
    expect(html).toContain("<strong>The shop's team</strong>, a note of the team, not sent");
    expect(html).toContain(">21 Nov 2026, 09:30</time>");
  });

  it("leaves out what only ties rows together, and keeps Shopify's number of an order on all that is part of it", () => {
    const html = page({
      Order: [{ id: "6014", name: "#10001", nameKey: "10001", sourceUpdatedAt: "2026-11-21T09:30:00Z" }],
      OrderLine: [{ id: "9", orderId: "6014", title: "Lamp", isGiftCard: false }],
    });
    expect(html.match(/<dt>Order number at Shopify<\/dt><dd>6014<\/dd>/g)).toHaveLength(2);
    expect(html).toContain("<dt>Is gift card</dt><dd>no</dd>");
    expect(html).not.toContain("Name key");
    expect(html).not.toContain("Source updated at");
  });

  it("shows what strangers wrote as text, in words, keys and values", () => {
    const hostile = `<img src=x onerror="alert(1)">`;
    const html = page({
      [hostile]: [{ [hostile]: hostile }],
      Message: [
        said(1, hostile, { channel: hostile, authorKind: hostile, at: `2026-11-21T09:30:00Z${hostile}` }),
      ],
    });
    expect(html).not.toContain("<img");
    expect(html).not.toContain("Invalid");
  });
});
