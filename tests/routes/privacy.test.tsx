import { beforeAll, expect, it } from "vitest";
import { exportCustomer } from "#app/privacy/export-customer.ts";
import { loader as readOne } from "#app/routes/app.exports.$id/route.ts";
import { loader as openThread } from "#app/routes/app.inbox.$id/route.tsx";
import { loader } from "#app/routes/app.privacy/route.tsx";
import { loader as followThread } from "#app/routes/app.threads.$id/route.ts";
import { callAs, type DeskScene, openDesk, refusal } from "./desk-scene.ts";

let desk: DeskScene;
beforeAll(async () => {
  desk = await openDesk("privacy");
  const subject = { shopifyId: "42", email: null, phone: null, orders: [], requestId: "7" };
  await desk.look((shop) => exportCustomer(shop, subject));
});

const page = async (as = desk.maya) => loader(await callAs(desk, { as, path: "/app/privacy" }));

it("an owner sees each request, and fetches its export for thirty days", async () => {
  const { requests } = await page();
  expect(requests).toMatchObject([{ kind: "data-request", state: "done" }]);
  const id = requests[0]!.id;
  const path = `/app/exports/${id}?as=html`;
  const answer = await readOne(await callAs(desk, { as: desk.maya, path, params: { id } }));
  expect(await answer.text()).toContain("nothing about this customer");
});

it("agents and viewers see neither", async () => {
  const id = (await page()).requests[0]!.id;
  for (const as of [desk.ben, desk.zoe]) {
    expect(await refusal(page(as))).toBe(403);
    const asked = await callAs(desk, { as, path: `/app/exports/${id}`, params: { id } });
    expect(await refusal(readOne(asked))).toBe(403);
  }
});

it("whoever opens a customer's thread stands in the access log, once an hour", async () => {
  const id = await desk.writes("+4915112345688", "Hi");
  for (const as of [desk.ben, desk.ben, desk.zoe])
    await openThread(await callAs(desk, { as, path: `/app/inbox/${id}`, params: { id } }));
  await followThread(
    await callAs(desk, { as: desk.maya, path: `/app/threads/${id}?open=1`, params: { id } }),
  );
  const { accesses } = await page();
  expect(accesses.map(({ staff }) => staff?.split(" ")[0]).sort()).toEqual(["Ben", "Maya", "Zoe"]);
  expect(accesses.every(({ conversationId }) => conversationId === id)).toBe(true);
});

it("another shop's owner finds no such export", async () => {
  const other = await openDesk("privacy-other");
  const id = (await page()).requests[0]!.id;
  const asked = await callAs(other, { as: other.maya, path: `/app/exports/${id}`, params: { id } });
  expect((await readOne(asked)).status).toBe(404);
});
