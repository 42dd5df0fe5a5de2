import { platformOf } from "../shopify/platform.ts";
import { askTown } from "./ask-town.ts";
import { html } from "./html.ts";
import type { ShellContent } from "./shell-page.ts";
import { addressOf, type Visit } from "./visit.ts";

/**
 * The app in its frame, opened at `path` with the signed query of a launch; the first opening installs it, as Shopify's
 * managed installation does. The address' own query goes along (deep links); `expired=1` launches with a token that
 * has run out, to see the app ask for another.
 */
export async function appPage(visit: Visit, path: string, query: URLSearchParams): Promise<ShellContent> {
  const { town, store, staff } = visit;
  if (platformOf(town).installation(store.domain).state === "uninstalled") return installPage(visit);
  const own = new URLSearchParams(query);
  const wanted = new URLSearchParams({ staff: String(staff.id) });
  if (own.get("expired") === "1") wanted.set("expired", "1");
  for (const name of ["staff", "expired"]) own.delete(name);
  const answer = await askTown<{ query: string }>(town, `/shops/${store.domain}/launch?${wanted}`);
  const launch = new URLSearchParams(answer.query);
  for (const [name, value] of own) if (!launch.has(name)) launch.append(name, value);
  const body = html`<iframe id="app-frame" name="app-iframe" title="Threadline" src="${path}?${launch.toString()}"
  allow="clipboard-write; fullscreen"></iframe>`;
  return { title: "Threadline", current: "app", body };
}

/** Where Shopify would show the app's listing: after an uninstallation the merchant takes it anew. */
function installPage(visit: Visit): ShellContent {
  const scopes = platformOf(visit.town).askedScopes();
  const body = html`<div class="page"><section class="card"><h1>Install Threadline?</h1>
<p>Threadline was uninstalled from ${visit.store.shop().name}. Installing it gives the app access to:</p>
<ul>${scopes.map((scope) => html`<li><code>${scope}</code></li>`)}</ul>
<form method="post" action="${addressOf(visit, `/apps/${visit.town.app.key}`)}"><button class="button is-primary">Install</button></form>
</section></div>`;
  return { title: "Install Threadline", current: "", body };
}
