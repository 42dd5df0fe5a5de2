import type { Frame } from "playwright-core";
import { describe, expect, it } from "vitest";
import { assignConversation } from "#app/conversations/assign-conversation.ts";
import { handOver } from "#app/conversations/hand-over.ts";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { look, openPage } from "#tests/app.ts";
import { browserDesk } from "./desk-scene.ts";

const desk = browserDesk();

const row = (app: Frame, words: string) => app.locator(".tl-row", { hasText: words });
const assignee = (app: Frame) => app.locator('select[name="assignee"]');
const chosen = (app: Frame) => assignee(app).locator("option:checked").textContent();

/** Someone asks for a person in the chat, and waits for one. */
const waiting = (text: string) =>
  look(desk.shopId, async (shop) => {
    const from = `visitor-${crypto.randomUUID()}`;
    const inbound = { channel: "chat", accountId: null, from, text, clientId: crypto.randomUUID() } as const;
    const { conversationId } = await receiveMessage(shop, { ...inbound, at: shop.at });
    await handOver(shop, { conversationId, because: text, facts: {} });
    return conversationId;
  });

const memberOf = (staff: number) =>
  look(desk.shopId, async ({ tx, id: shopId }) => {
    const where = { shopId_shopifyId: { shopId, shopifyId: String(staff) } };
    return (await tx.staffMember.findUniqueOrThrow({ where })).id;
  });

const assign = (conversationId: string, staffId: string) =>
  look(desk.shopId, (shop) => assignConversation(shop, { conversationId, staffId, by: staffId }));

describe("whose a conversation is", () => {
  it("stays what it is where a choice came to nothing, and whoever chose by keyboard goes on from there", async () => {
    desk.expectTrouble();
    const id = await waiting("Whose am I?");
    const { page, app } = await desk.open(`/app/inbox/${id}`);
    await page.route("**/app/threads/**", (route) =>
      route.request().method() === "POST" ? route.abort() : route.continue(),
    );
    await assignee(app).selectOption({ label: "Me" });
    await app.locator(".tl-thread-head").getByText("not").waitFor();
    expect(await chosen(app)).toBe("Unassigned");
    await page.unroute("**/app/threads/**");
    await assignee(app).focus();
    await page.keyboard.press("ArrowDown");
    await row(app, "Whose am I?").getByText("Maya").waitFor();
    await expect.poll(() => chosen(app)).toBe("Me");
    expect(await app.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("assignee");
  });

  it("is said of a colleague who may only read now, until it waits for a person again", async () => {
    await (await desk.open("/app/inbox", { staff: desk.ben })).page.close();
    await desk.rank(desk.ben, "agent");
    const ben = await memberOf(desk.ben);
    const [gone, stays] = [await waiting("Ben has me"), await waiting("Ben takes me along")];
    await assign(gone, ben);
    await assign(stays, ben);
    // Nobody who reacts hears of this: so it stands until the team's page changes it.
    await desk.rank(desk.ben, "viewer");
    const { app } = await desk.open(`/app/inbox/${stays}`);
    expect(await chosen(app)).toBe("Ben Hartley");
    await row(app, "Ben has me").getByText("Ben Hartley").waitFor();
    await openPage(desk.app, "/app/team.data", undefined, { form: "remove", staffId: ben });
    await row(app, "Ben has me").getByText("Needs a person").waitFor();
    await expect.poll(() => chosen(app)).toBe("Unassigned");
    expect(await assignee(app).locator("option", { hasText: "Ben" }).count()).toBe(0);
  });
});

it("a list whose shown part was taken by colleagues goes on with what waits below it", async () => {
  const maya = await memberOf(desk.maya);
  const { app: before } = await desk.open("/app/inbox?view=unassigned");
  await before.locator(".tl-views").waitFor();
  const ids: string[] = [];
  for (let n = 1; n <= 33; n++) ids.push(await waiting(`Waiting ${n}.`));
  const { app } = await desk.open("/app/inbox?view=unassigned");
  await row(app, "Waiting 33.").waitFor();
  expect(await app.locator(".tl-row").count()).toBe(30);
  for (const id of ids.slice(3)) await assign(id, maya);
  await row(app, "Waiting 3.").waitFor();
  expect(await app.getByText("Nothing waits to be taken").count()).toBe(0);
});

it("an inbox that was away for longer than events are kept reads its list anew", async () => {
  desk.expectTrouble();
  const { page, app } = await desk.open("/app/inbox");
  await app.locator(".tl-views").waitFor();
  await page.route("**/live", (route) =>
    route.continue({ headers: { ...route.request().headers(), "last-event-id": "1" } }),
  );
  await page.context().setOffline(true);
  await app.getByText("Connection lost").waitFor();
  const id = await waiting("Is the blue lamp in stock?");
  // Nothing tells of it any more: only who reads everything anew can see it.
  await look(desk.shopId, ({ tx }) => tx.domainEvent.deleteMany({ where: { conversationId: id } }));
  await page.context().setOffline(false);
  await row(app, "Is the blue lamp in stock?").waitFor();
});
