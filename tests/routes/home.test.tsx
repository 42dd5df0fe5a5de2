import { beforeAll, describe, expect, it } from "vitest";
import type { OrderAnswer } from "#app/desk/order-answer.ts";
import { readOrderLive } from "#app/orders/read-order-live.ts";
import { saySync } from "#app/components/sync-words.ts";
import { action, loader } from "#app/routes/app._index/route.tsx";
import { loader as answers } from "#app/routes/app.answers/route.ts";
import { noteEmbedSeen } from "#app/shop/settings.ts";
import { startFirstSync } from "#app/shop/start-first-sync.ts";
import { runImport } from "#app/shopify/bulk/run-import.ts";
import { imports } from "#app/wiring/imports.ts";
import { town } from "#tests/town.ts";
import { callAs, type DeskScene, openDesk, type Person } from "./desk-scene.ts";

let desk: DeskScene;
let order: { id: number; name: string };
beforeAll(async () => {
  desk = await openDesk("home");
  order = await town
    .shop(desk.domain)
    .placeOrder({ email: "ada@tide.example", lines: [{ title: "Storm Lantern", quantity: 1 }] });
  // The mirror learns of it as it does from a webhook: by reading it.
  await readOrderLive(desk.shopId, String(order.id));
});
const page = async () => loader(await callAs(desk, { as: desk.maya, path: "/app" }));
const ask = async (query: string) =>
  (await (
    await answers(await callAs(desk, { as: desk.zoe, path: `/app/answers?${query}` }))
  ).json()) as OrderAnswer;

describe("the first minute", () => {
  it("knows how far the reading of the orders is and what is left to set up", async () => {
    const { sync, setup } = await page();
    expect(sync).toMatchObject({ isDone: false, kinds: [] });
    expect(setup).toMatchObject({ embedSeenAt: null, hasSms: false, teamSize: 3, hasOwnHours: false });
  });

  it("opens the theme editor at our own block", async () => {
    const { editorUrl } = await page();
    expect(editorUrl).toBe(
      `https://${desk.domain}/admin/themes/current/editor?context=apps&template=index&activateAppId=town-key/chat-embed`,
    );
  });

  it("sees the chat switched on as soon as a page of the shop speaks to us", async () => {
    await desk.look(noteEmbedSeen);
    expect((await page()).setup.embedSeenAt).not.toBeNull();
  });

  it("shows the shop's own orders with the answer each shopper would get", async () => {
    const { samples } = await page();
    expect(samples.map(({ name }) => name)).toContain(order.name);
    expect(await ask(`order=${order.id}`)).toMatchObject({
      ok: true,
      name: order.name,
      text: expect.stringContaining(order.name),
    });
  });
});

describe("the reading of the shop's past", () => {
  const kinds = async () => new Map((await page()).sync.kinds.map((kind) => [kind.kind, kind]));
  const ordersAgain = async (as: Person) =>
    action(await callAs(desk, { as, path: "/app?index", form: { kind: "orders" } }));
  const read = (kind: string) => runImport(desk.shopId, { kind }, imports);

  it("is told kind by kind, and in words", async () => {
    await startFirstSync(desk.shopId, { kinds: ["orders", "parcels"] }, imports);
    expect((await kinds()).get("orders")).toMatchObject({ state: "asked", words: "orders", found: 0 });
    for (const kind of ["orders", "parcels"]) await read(kind);
    await town.settle();
    for (const kind of ["orders", "parcels"]) await read(kind);
    const { orders, parcels } = Object.fromEntries(await kinds());
    expect([orders!.state, parcels!.state]).toEqual(["reading", "waiting"]);
    expect(orders).toMatchObject({ found: 0, expected: 4, share: 0, minutesLeft: null });
    expect(saySync({ ...orders!, found: 1_200, expected: 54_000, minutesLeft: 4 })).toEqual({
      name: "Orders",
      said: "1,200 of 54,000, about 4 minutes left",
    });
    await read("orders");
    expect((await kinds()).get("orders")).toMatchObject({ state: "done", found: 4, share: 1 });
  });

  it("that could not be done says why, and is begun again by who may, and nobody else", async () => {
    await desk.look(
      ({ sql }) => sql`
      update "SyncRun" set state = 'failed', problem = 'Shopify did not finish.' where kind = 'orders'`,
    );
    expect((await kinds()).get("orders")).toMatchObject({
      state: "failed",
      problem: "Shopify did not finish.",
    });
    await expect(ordersAgain(desk.ben)).rejects.toMatchObject({ status: 403 });
    expect(await ordersAgain(desk.maya)).toMatchObject({ done: expect.any(String) });
    expect((await kinds()).get("orders")).toMatchObject({ state: "asked", problem: null });
  });
});

describe("the box that asks", () => {
  it("finds an order by its number in any spelling", async () => {
    const digits = order.name.replace(/\D/g, "");
    for (const number of [order.name, digits, ` order ${digits}`.replace("order", ""), `#${digits}`])
      expect(await ask(`number=${encodeURIComponent(number)}`)).toMatchObject({ ok: true, name: order.name });
  });

  it("says so when there is no such order, whatever is typed", async () => {
    for (const number of ["#999999", "💥", "'; drop table", "x".repeat(5_000)])
      expect(await ask(`number=${encodeURIComponent(number)}`)).toMatchObject({ ok: false });
    expect(await ask("number=")).toMatchObject({ ok: false });
  });
});
