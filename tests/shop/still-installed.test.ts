import { expect, it } from "vitest";
import { SECOND } from "#app/clock.ts";
import { inShop } from "#app/db.server.ts";
import { isStillInstalled } from "#app/shop/still-installed.server.ts";
import { uninstallShop } from "#app/shop/uninstall-shop.ts";
import { makeShop } from "#tests/orders/a-shop.ts";
import { town } from "#tests/town.ts";

it("asks once for whoever asks at the same time, and knows within seconds that a shop has left", async () => {
  for (const id of ["leaves", "stays"]) await makeShop(id);
  const asked = isStillInstalled("leaves");
  expect(isStillInstalled("leaves")).toBe(asked);
  expect(await asked).toBe(true);
  await inShop("leaves", (shop) => uninstallShop(shop, { saidAt: null }));
  await town.clock.advance(11 * SECOND);
  expect(await isStillInstalled("leaves")).toBe(false);
  expect(await isStillInstalled("stays")).toBe(true);
});
