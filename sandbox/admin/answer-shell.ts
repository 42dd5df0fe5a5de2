import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { fieldsOf, readBody } from "../http.ts";
import type { Answer, Town } from "../town-types.ts";
import { appPage } from "./app-page.ts";
import { askTown } from "./ask-town.ts";
import { bundle } from "./bundle.ts";
import { html } from "./html.ts";
import { customerPage, customersPage } from "./pages/customers.ts";
import { homePage } from "./pages/home.ts";
import { orderPage, ordersPage } from "./pages/orders.ts";
import { productPage, productsPage } from "./pages/products.ts";
import { shellData } from "./shell-data.ts";
import { problemPage, shellPage, type ShellContent } from "./shell-page.ts";
import { answerElsewhere } from "./sign-in-elsewhere.ts";
import { addressOf, type Visit, visitOf } from "./visit.ts";

/** In this order: later ones override earlier ones on small screens. */
const STYLES = ["frame", "navigation", "dialogs", "pages", "phone"];
const HTML = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };

/** `/`, `/store/…` and `/_shell/…`. */
export async function answerShell(town: Town, req: IncomingMessage, url: URL): Promise<Answer> {
  const [, area, handle = "", ...rest] = url.pathname.split("/");
  if (area === "_shell") return answerOwn(town, req, url);
  if (!handle) {
    const [first] = town.shops.keys();
    return first ? redirect(`/store/${first.split(".")[0]}`) : missing("The town has no shop yet.");
  }
  const visit = visitOf(town, decodeURIComponent(handle), url.searchParams.get("staff"));
  if (!visit) return missing(`The town has no shop called ${handle}.`);
  if (req.method === "POST") return install(visit);
  return answerPage(visit, rest, url);
}

async function install(visit: Visit): Promise<Answer> {
  await askTown(visit.town, `/shops/${visit.store.domain}/install`, {});
  return { status: 303, headers: { location: addressOf(visit, `/apps/${visit.town.app.key}`) } };
}

async function answerPage(visit: Visit, path: string[], url: URL): Promise<Answer> {
  const [section = "", id = ""] = path;
  if (section === "apps" && id)
    return show(visit, await appPage(visit, `/${path.slice(2).join("/")}`, url.searchParams));
  if (section === "oauth") return redirect(addressOf(visit, `/apps/${visit.town.app.key}`));
  if (section === "themes") return openEditor(visit, url);
  const content = ordinaryPage(visit, section, id, url.searchParams);
  return content ? show(visit, content) : show(visit, notBuilt(path.join("/")), 404);
}

function ordinaryPage(
  visit: Visit,
  section: string,
  id: string,
  query: URLSearchParams,
): ShellContent | null {
  if (section === "") return homePage(visit);
  if (section === "orders") return id ? orderPage(visit, id) : ordersPage(visit, query);
  if (section === "customers") return id ? customerPage(visit, id) : customersPage(visit, query);
  if (section === "products") return id ? productPage(visit, id) : productsPage(visit, query);
  return null;
}

/** `/themes/current/editor?context=apps&template=…&activateAppId=…` opens the storefront's stand-in for the theme editor. */
function openEditor({ town, store }: Visit, url: URL): Answer {
  const query = new URLSearchParams(url.searchParams);
  query.delete("staff");
  query.set("shop", store.domain);
  return redirect(`${town.addresses.storefront}/_editor?${query}`);
}

async function answerOwn(town: Town, req: IncomingMessage, url: URL): Promise<Answer> {
  const name = url.pathname.slice("/_shell/".length);
  if (name === "shell.js" || name === "app-bridge.js") {
    const body = await bundle(name === "shell.js" ? "shell" : "app-bridge");
    return { status: 200, headers: { "content-type": "text/javascript; charset=utf-8" }, body };
  }
  if (name === "shell.css") {
    const files = STYLES.map((file) => readFileSync(new URL(`style/${file}.css`, import.meta.url), "utf8"));
    const body = files.join("\n");
    return { status: 200, headers: { "content-type": "text/css; charset=utf-8" }, body };
  }
  const elsewhere = await answerElsewhere(town, url);
  if (elsewhere) return elsewhere;
  const fields = fieldsOf(await readBody(req), req.headers["content-type"] ?? "");
  return shellData(town, name, url.searchParams, fields);
}

function show(visit: Visit, content: ShellContent, status = 200): Answer {
  return { status, headers: HTML, body: shellPage(visit, content) };
}

function notBuilt(path: string): ShellContent {
  const body = html`<div class="page"><h1>Not implemented in the sandbox</h1>
<p>Shopify's admin has a page <code>/${path}</code>; the town has not.</p></div>`;
  return { title: "Not implemented in the sandbox", current: "", body };
}

function missing(words: string): Answer {
  return { status: 404, headers: HTML, body: problemPage(words) };
}

function redirect(location: string): Answer {
  return { status: 302, headers: { location } };
}
