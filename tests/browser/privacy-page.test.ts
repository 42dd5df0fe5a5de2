import { describe, expect, it } from "vitest";
import { DAY, earlier } from "#app/clock.ts";
import { readRetention } from "#app/privacy/retention-periods.ts";
import { look, settled } from "#tests/app.ts";
import { openChat } from "#tests/chat.ts";
import { town } from "#tests/town.ts";
import { sendShopify } from "#tests/webhooks.ts";
import { browserDesk, findBarriers, PHONE, WIDE } from "./desk-scene.ts";

const desk = browserDesk();

describe("the Privacy page", () => {
  it("says what is there and what will stand there while nobody has asked", async () => {
    const { app } = await desk.open("/app/privacy");
    await app.getByText("Nobody has asked for anything").waitFor();
    await app.getByText("Nobody has opened a conversation yet").waitFor();
  });

  it("hands out a customer's data as a page and as JSON", async () => {
    const { customerId } = (await town.cast()).find(({ role }) => role === "on-time")!;
    const body = { customer: { id: customerId }, orders_requested: [], data_request: { id: 1 } };
    await sendShopify(desk.app, { topic: "customers/data_request", body });
    await settled();
    const { page, app } = await desk.open("/app/privacy");
    await app.getByRole("row", { name: /A customer's data Ada Lindqvist/ }).waitFor();
    for (const [name, as] of [
      ["Page to read", "html"],
      ["JSON", "json"],
    ] as const) {
      const download = page.waitForEvent("download");
      await app.getByRole("button", { name }).click();
      expect((await download).suggestedFilename()).toBe(`customer-data.${as}`);
    }
  });

  it("says of somebody who was forgotten that they were, and by which reference", async () => {
    const { customerId } = (await town.cast()).find(({ role }) => role === "late")!;
    const customer = { id: customerId };
    await sendShopify(desk.app, {
      topic: "customers/data_request",
      body: { customer, orders_requested: [], data_request: { id: 2 } },
    });
    await settled();
    const { app } = await desk.open("/app/privacy", { viewport: PHONE });
    await app.getByText("Bruno Costa").waitFor();
    await sendShopify(desk.app, { topic: "customers/redact", body: { customer, orders_to_redact: [] } });
    await settled();
    const { app: again } = await desk.open("/app/privacy", { viewport: PHONE });
    await again
      .getByText(/^Reference /)
      .nth(1)
      .waitFor();
    const references = await again.getByText(/^Reference /).allTextContents();
    expect(new Set(references).size).toBe(1);
    expect(await again.getByText("Bruno Costa").count()).toBe(0);
    expect(await findBarriers(again)).toEqual([]);
  });

  it("shortens a period only after it has said what that deletes", async () => {
    await (await openChat(desk.app)).say("Do you sell lanterns?");
    await settled();
    await look(
      desk.shopId,
      ({ sql, at }) => sql`
        update "Conversation" set "lastActivityAt" = ${earlier(at, 300 * DAY)} where "shopId" = ${desk.shopId}`,
    );
    const { app } = await desk.open("/app/privacy", { viewport: PHONE });
    await app.getByLabel("Conversations").selectOption({ label: "6 months" });
    await app.getByRole("button", { name: "Save" }).click();
    await app.getByRole("alert").getByText("1 conversation", { exact: true }).waitFor();
    expect((await look(desk.shopId, readRetention)).conversations).toBe(730);
    await app.getByRole("button", { name: "Delete and save" }).click();
    await app.getByRole("button", { name: "Save", exact: true }).waitFor();
    expect((await look(desk.shopId, readRetention)).conversations).toBe(180);
  });

  it.each([WIDE, PHONE])("has no accessibility faults at $width px", async (viewport) => {
    const { app } = await desk.open("/app/privacy", { viewport });
    await app.getByText("How long it is kept").waitFor();
    expect(await findBarriers(app)).toEqual([]);
  });
});
