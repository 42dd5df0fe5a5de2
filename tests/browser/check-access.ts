import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe finds against WCAG 2.2 A and AA inside `selector`, a line each; shadow roots included. */
export async function checkAccess(page: Page, selector: string): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  const results = (await page.evaluate(async (within) => {
    const { axe } = window as unknown as { axe: { run(context: object, options: object): Promise<unknown> } };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    return axe.run({ include: [within] }, { runOnly: { type: "tag", values: tags } });
  }, selector)) as AxeResults;
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  );
}
