import fc from "fast-check";
import { expect, it } from "vitest";
import { openBody, sealBody } from "#app/letterbox/sealed-body.ts";
import { seal } from "#app/seal.server.ts";

const bytes = fc.uint8Array({ maxLength: 5_000 }).map((all) => Buffer.from(all));

it("a webhook's bytes are kept whole, whatever they are", () => {
  fc.assert(fc.property(bytes, (body) => openBody(sealBody(body)).equals(body)));
  const alreadySmall = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3]);
  expect(openBody(sealBody(alreadySmall))).toEqual(alreadySmall);
});

it("what an earlier version kept as it came is opened as it came", () => {
  const json = fc.json().map((text) => Buffer.from(text));
  fc.assert(fc.property(json, (body) => openBody(seal(body)).equals(body)));
});

it("JSON takes a third of its room at most", () => {
  const line = (id: number) => ({ id, title: "Mug", sku: null, quantity: 1, requires_shipping: true });
  const order = { id: 1, line_items: Array.from({ length: 40 }, (_, id) => line(id)) };
  const body = Buffer.from(JSON.stringify(order));
  expect(sealBody(body).length).toBeLessThan(body.length / 3);
});
