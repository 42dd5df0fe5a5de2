import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { expect, test } from "vitest";
import { townScene } from "./town-scene.ts";

const scene = townScene();
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

test("shop and admin are readable and operable for everyone, as far as axe can tell", async () => {
  const { storefront, admin } = scene.town;
  const page = await scene.openPage();
  const addresses = [
    `${storefront}/`,
    `${storefront}/products/harbor-rain-jacket`,
    `${storefront}/account/login`,
    `${storefront}/_editor?context=apps`,
    `${admin}/store/tidewater`,
    `${admin}/store/tidewater/orders`,
    `${admin}/store/tidewater/products`,
    `${admin}/store/tidewater/apps/town-key/app`,
  ];
  for (const address of addresses) {
    await page.goto(address);
    await page.evaluate(AXE);
    const found = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
      const { violations, passes } = await axe.run({
        iframes: false,
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
      });
      if (passes.length < 5) return ["axe looked at nothing"];
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`);
    });
    expect([address, found]).toEqual([address, []]);
  }
});
