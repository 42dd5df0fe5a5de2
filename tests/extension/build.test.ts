import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { EXTENSION } from "#tests/extension/render-embed.ts";
import { buildWidget } from "#tools/build-widget.ts";

it("the scripts a shop is served are exactly what the sources build", async () => {
  for (const [name, text] of Object.entries(await buildWidget()))
    expect(
      await readFile(`${EXTENSION}assets/${name}`, "utf8"),
      `run: node tools/build-widget.ts (${name})`,
    ).toBe(text);
});
