import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { now } from "#app/clock.ts";
import { inShop, prisma } from "#app/db.server.ts";
import { Unreadable } from "#app/letterbox/unreadable.ts";
import { parseExactly } from "#app/payload.ts";
import { topics } from "#app/wiring/webhook-topics.ts";

const WIRE = join(import.meta.dirname, "../../../shared/wire/shopify/webhooks");
const isThere = existsSync(WIRE);
if (!isThere) console.info("tests/wire/shopify-webhooks-app: ../shared/wire is not here, skipped");

interface Sample {
  file: string;
  topic: string;
  payload: unknown;
}

/** Every stored body of a topic that we handle: `orders-create.json`, `orders-updated.some-shape.json`. */
function samples(): Sample[] {
  const folders = ["2024-10-documented", "2026-04-documented", "derived", "real-shapes", "recorded"];
  const files = folders.flatMap((folder) =>
    existsSync(join(WIRE, folder)) ? readdirSync(join(WIRE, folder)).map((name) => join(folder, name)) : [],
  );
  return files
    .filter((file) => file.endsWith(".json"))
    .map((file) => {
      const [name] = file.split("/").at(-1)!.split(".");
      const said = parseExactly(readFileSync(join(WIRE, file), "utf8")) as {
        topic?: string;
        body?: unknown;
        payload?: unknown;
      };
      const topic = said.topic ?? topicOf(name!);
      return { file, topic, payload: said.body ?? said.payload ?? said };
    })
    .filter(({ topic }) => topic in topics);
}

/** `orders-create` names its topic; `2024-01-orders-2` is a real shape of some topic of that resource. */
function topicOf(name: string): string {
  const shape = /^\d{4}-\d\d-(\w+)-\d+$/.exec(name)?.[1];
  const verbs = ["updated", "update", "create"].map((verb) => `${shape}/${verb}`);
  return shape ? (verbs.find((topic) => topic in topics) ?? shape) : name.replace(/-(?=[^-]*$)/, "/");
}

const PRIVACY = new Set(["customers/data_request", "customers/redact", "shop/redact"]);

describe.skipIf(!isThere)("every stored webhook of a topic we handle", () => {
  beforeAll(async () => {
    const data = { id: "wire", domain: "wire.myshopify.com", installedAt: now() };
    await prisma.shop.create({ data });
    await inShop("wire", ({ tx }) =>
      tx.shopSettings.create({ data: { shopId: "wire", businessHours: {}, languages: [], answersOn: true } }),
    );
  });

  // Real shapes have their values wiped, ids among them: those may be parked, with words.
  it("is applied, or parked in words; none makes a fault, also not the second time", async () => {
    const all = samples();
    expect(all.length).toBeGreaterThan(15);
    for (const { file, topic, payload } of all) {
      const apply = () =>
        inShop("wire", (shop) => topics[topic]!(shop, payload, { topic, triggeredAt: null }));
      for (const time of ["first", "again"]) {
        const fault = await apply().then(
          () => null,
          (error: unknown) => error,
        );
        const mayPark = PRIVACY.has(topic) || file.startsWith("real-shapes");
        const isAsExpected = fault === null || (mayPark && fault instanceof Unreadable);
        expect(isAsExpected, `${file}, ${time}: ${String(fault)}`).toBe(true);
      }
    }
  });

  it("leaves the documented order with its exact id, though parsers round it", async () => {
    const order = await inShop("wire", ({ tx }) =>
      tx.order.findFirst({ where: { id: "820982911946154508" } }),
    );
    expect(order).toMatchObject({ cancelledAt: expect.any(Date), email: expect.stringContaining("@") });
  });
});
