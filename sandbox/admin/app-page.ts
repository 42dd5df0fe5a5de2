import { launchQuery } from "../shopify/session-token.ts";
import { html } from "./html.ts";
import type { ShellContent } from "./shell-page.ts";
import type { Visit } from "./visit.ts";

/**
 * The app in its frame, opened at `path` with the signed query of a launch. The address' own query goes along (deep
 * links); `expired=1` launches with a token that has run out, to see the app ask for another.
 */
export async function appPage(visit: Visit, path: string, query: URLSearchParams): Promise<ShellContent> {
  const { town, store, staff } = visit;
  const maker = {
    apiKey: town.app.key,
    secret: town.app.secrets[0] ?? "",
    shop: store.domain,
    at: town.clock.now(),
  };
  const own = new URLSearchParams(query);
  const expired = own.get("expired") === "1";
  for (const name of ["staff", "expired"]) own.delete(name);
  const launch = await launchQuery(maker, { id: String(staff.id), locale: staff.locale }, { expired });
  for (const [name, value] of own) if (!launch.has(name)) launch.append(name, value);
  const body = html`<iframe id="app-frame" name="app-iframe" title="Threadline" src="${path}?${launch.toString()}"
  allow="clipboard-write; fullscreen"></iframe>`;
  return { title: "Threadline", current: "app", body };
}
