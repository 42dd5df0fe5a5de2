import type { Browser, BrowserContext, Frame, Page } from "playwright-core";
import { CANARY } from "./canary.ts";
import { findArmed } from "./find-armed.ts";

export interface Sighting {
  /**
   * `executed`: a payload's code ran. `loaded`: something was asked of a server that is not ours. `armed`: it would,
   * at somebody's click or key. `faded`: what should be read as text is not there.
   */
  how: "executed" | "loaded" | "armed" | "faded";
  view: string;
  policy: Policy;
  payload: number | null;
  detail: string;
}

/** As the app serves it, or with every Content-Security-Policy put aside: then the app's own care is all there is. */
export type Policy = "served" | "off";

/** A browser's window that tells of whatever a payload does in it. */
export interface Witness {
  policy: Policy;
  page: Page;
  context: BrowserContext;
  /** What is on the page is looked through, and is `view` from now on. Returns all its text. */
  look(view: string, frame?: Frame): Promise<string>;
  /** Before going anywhere: what happens on the way belongs to that view. */
  goingTo(view: string): void;
  sightings: Sighting[];
}

export async function openWitness(browser: Browser, policy: Policy): Promise<Witness> {
  const context = await browser.newContext({
    bypassCSP: policy === "off",
    viewport: { width: 1280, height: 900 },
  });
  context.setDefaultTimeout(30_000);
  const sightings: Sighting[] = [];
  let view = "";
  const saw = (how: Sighting["how"], payload: number | null, detail: string) =>
    sightings.push({ how, view, policy, payload, detail: detail.slice(0, 200) });
  await context.exposeBinding(CANARY.call, (_, id) => void saw("executed", Number(id), "its code ran"));
  await context.route(
    (url) => url.hostname.endsWith(CANARY.host),
    (route) => {
      const url = route.request().url();
      saw("loaded", idOfUrl(url), `${route.request().resourceType()} ${url}`);
      return route.fulfill({ status: 200, contentType: "text/plain", body: "" });
    },
  );
  const page = await context.newPage();
  page.on("dialog", (dialog) => {
    saw("executed", null, `a dialog said ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  return {
    policy,
    page,
    context,
    sightings,
    goingTo(next) {
      view = next;
    },
    async look(name, frame = page.mainFrame()) {
      view = name;
      const { armed, text } = await frame.evaluate(findArmed, CANARY.host);
      for (const { id, detail } of armed) saw("armed", id, detail);
      return text;
    },
  };
}

const idOfUrl = (url: string) => Number(new RegExp(`${CANARY.host}/(\\d+)`).exec(url)?.[1]) || null;
