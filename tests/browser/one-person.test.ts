import type { Frame } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { identifyContact } from "#app/customers/identify-contact.ts";
import { mirrorCustomer } from "#app/customers/mirror-customer.ts";
import { inShop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";
import { settled } from "#tests/app.ts";
import { requiredScopes } from "#tests/laws/required-scopes.ts";
import { town } from "#tests/town.ts";
import { browserDesk, findBarriers, PHONE, WIDE } from "./desk-scene.ts";

const desk = browserDesk();

interface Scene {
  /** Who texts, from a number that Shopify told of somebody else too. */
  phone: string;
  name: string;
  shopifyId: string;
}

let next = 0;
const aScene = (): Scene => {
  const n = next++;
  return { phone: `+1415555${String(2000 + n)}`, name: `Vera${n}`, shopifyId: String(88_000 + n) };
};

/** Two customers of the shop have the number, and a stranger texts from it: a suggestion, and nothing by itself. */
async function textedBy({ phone, name, shopifyId }: Scene, words: string): Promise<void> {
  await inShop(desk.shopId, async (shop) => {
    const twin = { updatedAt: shop.at, phone };
    await mirrorCustomer(shop, { ...twin, id: shopifyId, firstName: name, lastName: "Holm" });
    await mirrorCustomer(shop, { ...twin, id: `${shopifyId}1`, firstName: "Somebody", lastName: "Else" });
    const contact = { kind: "phone", value: phone, verified: true, source: "sms" } as const;
    await identifyContact(shop, contact);
    const inbound = {
      channel: "sms" as const,
      accountId: null,
      from: phone,
      text: words,
      externalId: newId(),
    };
    await receiveMessage(shop, { ...inbound, at: shop.at });
  });
}

const row = (app: Frame, words: string) => app.locator(".tl-row", { hasText: words }).first();
const shown = (app: Frame, words: string) => app.locator(".tl-message", { hasText: words });

/** What the keyboard stands on, by its words. */
const focused = (app: Frame) => app.evaluate(() => document.activeElement?.textContent);

async function openThread(app: Frame, words: string, isPhone: boolean) {
  await row(app, words).click();
  await shown(app, words).waitFor();
  if (isPhone) await app.getByRole("button", { name: "Orders" }).click();
}

const subscribed = async () => {
  const { subscriptions } = (await town.settings({})) as { subscriptions: { topic: string }[] };
  return subscriptions.map(({ topic }) => topic);
};

beforeAll(async () => {
  await inShop(desk.shopId, async ({ tx }) => tx.shopSettings.updateMany({ data: { answersOn: false } }));
});

for (const [width, viewport] of [
  ["wide", WIDE],
  ["on a phone", PHONE],
] as const) {
  const isPhone = viewport === PHONE;

  describe(`who is who, ${width}`, () => {
    it("is suggested, compared, merged and undone, and live for a colleague who has the list open", async () => {
      const scene = aScene();
      await textedBy(scene, `Lamp ${scene.name}`);
      const { app } = await desk.open("/app/inbox", { viewport });
      await openThread(app, `Lamp ${scene.name}`, isPhone);
      await app.getByText("2 may be the same person").waitFor();
      expect(await findBarriers(app)).toEqual([]);
      await app.getByRole("button", { name: `Compare and merge with ${scene.name} Holm` }).click();
      const dialog = app.getByRole("dialog", { name: "Is this one person?" });
      await dialog.getByText(`${scene.name} Holm`).waitFor();
      expect(await findBarriers(app)).toEqual([]);
      await dialog.getByRole("button", { name: "Merge", exact: true }).click();
      // The customer's thread is where it is read on.
      await app.locator(".tl-thread-who h2", { hasText: `${scene.name} Holm` }).waitFor();
      await shown(app, `Lamp ${scene.name}`).waitFor();
      await expect.poll(() => focused(app)).toBe(`${scene.name} Holm`);
      if (isPhone && !(await app.locator(".tl-panel").isVisible()))
        await app.getByRole("button", { name: "Orders" }).click();
      const undo = app.getByRole("button", { name: `Undo merging with ${scene.phone}` });
      await undo.click();
      await undo.waitFor({ state: "detached" });
      // Nothing was ever said in the customer's own thread: the stranger's, which is in the list again, is read on.
      await app.locator(".tl-thread-who h2", { hasText: scene.phone }).waitFor();
      await expect.poll(() => focused(app)).toBe(scene.phone);
      await row(app, `Lamp ${scene.name}`).getByText(scene.phone).waitFor({ state: "attached" });
      const wide = await app.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(wide).toBe(false);
      const { app: again } = await desk.open("/app/inbox", { viewport });
      await row(again, `Lamp ${scene.name}`).getByText(scene.phone).waitFor();
    });

    it("in Shopify's admin too, is followed once an owner lets Shopify tell us, asked where merging is spoken of", async () => {
      const scene = aScene();
      await textedBy(scene, `Mast ${scene.name}`);
      const { page, app } = await desk.open("/app/inbox", { viewport });
      await openThread(app, `Mast ${scene.name}`, isPhone);
      const ask = app.getByRole("button", { name: "Follow merges in Shopify" });
      await ask.click();
      await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
      await app.getByText("It was not allowed. Nothing has changed.").waitFor();
      expect(await findBarriers(app)).toEqual([]);
      await ask.click();
      await page.getByText("read_customer_merge").waitFor();
      await page.getByRole("dialog").getByRole("button", { name: "Update" }).click();
      await app.getByText("become one here too from now on").waitFor();
      await settled();
      expect(await subscribed()).toEqual(["CUSTOMERS_MERGE"]);
      const { app: settings } = await desk.open("/app/settings", { viewport });
      await settings.getByRole("button", { name: "Save customers" }).waitFor();
      expect(await settings.getByRole("button", { name: "Follow merges in Shopify" }).count()).toBe(0);
      await town.settings({ scopes: requiredScopes() });
      await settled();
      const { app: again } = await desk.open("/app/settings", { viewport });
      await again.getByRole("button", { name: "Follow merges in Shopify" }).waitFor();
      expect(await findBarriers(again)).toEqual([]);
    });

    it("that somebody is somebody else is said once", async () => {
      const scene = aScene();
      await textedBy(scene, `Chair ${scene.name}`);
      const { app } = await desk.open("/app/inbox", { viewport });
      await openThread(app, `Chair ${scene.name}`, isPhone);
      await app.getByRole("button", { name: "Somebody Else is somebody else" }).click();
      await app.getByText("May be the same person", { exact: true }).waitFor();
      const panel = () => app.evaluate(() => document.activeElement?.getAttribute("aria-label"));
      await expect.poll(panel).toBe("Customer and orders");
      const { app: again } = await desk.open("/app/inbox", { viewport });
      await openThread(again, `Chair ${scene.name}`, isPhone);
      await again.getByText("May be the same person", { exact: true }).waitFor();
    });

    it("a number that is somebody else's is taken out with what was written from it", async () => {
      const [one, other] = [aScene(), aScene()];
      for (const { phone, name } of [one, other])
        await inShop(desk.shopId, (shop) =>
          receiveMessage(shop, {
            channel: "sms",
            accountId: null,
            from: phone,
            text: `Rug ${name}`,
            externalId: newId(),
            at: shop.at,
          }),
        );
      // Both texted as one person: the second number was given to the first by mistake.
      await inShop(desk.shopId, async ({ tx, id: shopId }) => {
        const holder = await tx.contactPoint.findFirstOrThrow({ where: { shopId, value: one.phone } });
        const point = await tx.contactPoint.findFirstOrThrow({ where: { shopId, value: other.phone } });
        await tx.customer.update({
          where: { shopId_id: { shopId, id: point.customerId } },
          data: { partOfId: null },
        });
        await tx.contactPoint.update({
          where: { shopId_id: { shopId, id: point.id } },
          data: { customerId: holder.customerId },
        });
      });
      const words = `Rug again ${other.name}`;
      await inShop(desk.shopId, (shop) =>
        receiveMessage(shop, {
          channel: "sms",
          accountId: null,
          from: other.phone,
          text: words,
          externalId: newId(),
          at: shop.at,
        }),
      );
      const { app } = await desk.open("/app/inbox", { viewport });
      await openThread(app, words, isPhone);
      await shown(app, `Rug ${one.name}`).waitFor({ state: "attached" });
      await app.getByRole("button", { name: "Not all of this is theirs" }).click();
      const dialog = app.getByRole("dialog", { name: "What belongs to somebody else?" });
      await dialog.getByLabel(other.phone).check();
      expect(await findBarriers(app)).toEqual([]);
      await dialog.getByRole("button", { name: "Take out" }).click();
      await shown(app, words).waitFor({ state: "detached" });
      expect(await shown(app, `Rug ${one.name}`).count()).toBe(1);
      const { app: again } = await desk.open("/app/inbox", { viewport });
      await row(again, words).waitFor();
    });
  });
}
