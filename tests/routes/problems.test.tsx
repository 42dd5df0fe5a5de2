import { beforeAll, expect, it } from "vitest";
import { now } from "#app/clock.ts";
import { prisma } from "#app/db.server.ts";
import { action, loader } from "#app/routes/app.problems/route.tsx";
import { waitingJobs } from "#tests/orders/a-shop.ts";
import { callAs, type DeskScene, openDesk, type Person, refusal } from "./desk-scene.ts";

let desk: DeskScene;
beforeAll(async () => {
  desk = await openDesk("problems");
});
const page = async (as = desk.maya) => loader(await callAs(desk, { as, path: "/app/problems" }));
const send = async (as: Person, form: Record<string, string>) =>
  action(await callAs(desk, { as, path: "/app/problems", form }));

const parkReceipt = (key: string, address: string) =>
  prisma.receipt.create({
    data: {
      door: "shopify",
      key,
      topic: "orders/updated",
      address,
      headers: {},
      body: new Uint8Array(),
      receivedAt: now(),
      parkedFor: "It is no JSON.",
    },
  });

it("work that was set aside is shown with its reason, and put back once", async () => {
  await desk.look(({ tx, id, at }) =>
    tx.parkedJob.create({
      data: {
        shopId: id,
        id: "job-1",
        task: "mirrorCustomer",
        payload: { a: 1 },
        reason: "Error",
        parkedAt: at,
      },
    }),
  );
  expect((await page()).jobs).toMatchObject([{ id: "job-1", task: "mirrorCustomer", reason: "Error" }]);
  expect(await send(desk.maya, { form: "job", id: "job-1" })).toHaveProperty("done");
  expect(await waitingJobs(desk.shopId, "mirrorCustomer")).toMatchObject([{ a: 1 }]);
  expect((await page()).jobs).toEqual([]);
  expect(await send(desk.maya, { form: "job", id: "job-1" })).toHaveProperty("fault");
});

it("a webhook that could not be read is put back by its own shop, and by no other", async () => {
  const other = await openDesk("other");
  const [ours, theirs] = [crypto.randomUUID(), crypto.randomUUID()];
  await parkReceipt(ours, desk.domain);
  await parkReceipt(theirs, other.domain);
  expect((await page()).receipts.map(({ key }) => key)).toEqual([ours]);
  expect(await send(desk.maya, { form: "receipt", door: "shopify", key: theirs })).toHaveProperty("fault");
  expect(await send(desk.maya, { form: "receipt", door: "shopify", key: ours })).toHaveProperty("done");
});

it("a message that may not have arrived stands here until it is settled", async () => {
  const id = await desk.writes("+4915112345609", "Hi");
  await desk.look(({ tx, id: shopId, at }) =>
    tx.message.create({
      data: {
        shopId,
        id: "lost",
        conversationId: id,
        seq: 50,
        version: 50,
        direction: "out",
        authorKind: "assistant",
        channel: "sms",
        address: "+4915112345609",
        body: "Your parcel is on its way",
        purpose: "conversation",
        intent: "test",
        state: "unknown",
        reason: "no-answer",
        fence: 1,
        at,
        stateAt: at,
      },
    }),
  );
  expect((await page()).messages).toMatchObject([
    { conversationId: id, state: "unknown", reason: "no-answer", customer: "+4915112345609" },
  ]);
});

it("a viewer sees problems and puts nothing back", async () => {
  expect((await page(desk.zoe)).mayRetry).toBe(false);
  expect(await refusal(send(desk.zoe, { form: "job", id: "job-1" }))).toBe(403);
});
