import { resolve } from "node:path";
import { type App, startApp } from "#tests/app.ts";
import type { Asked } from "../proof.ts";

/** The app as tests start it, with this run's bug in it, if there is one. */
export function startPlanted(
  proof: string,
  { bug }: Pick<Asked, "bug">,
  { env = {}, ...options }: Parameters<typeof startApp>[0] = {},
): Promise<App> {
  const imports = ["sandbox/preload.mjs", "prove/plant/preload.mjs"].map(
    (path) => `--import ${resolve(path)}`,
  );
  const NODE_OPTIONS = `--disable-warning=ExperimentalWarning ${imports.join(" ")}`;
  return startApp({ ...options, env: { ...env, NODE_OPTIONS, PLANT: bug ? `${proof}/${bug}` : "" } });
}
