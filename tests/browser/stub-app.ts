import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeJwt } from "jose";

export interface StubApp {
  url: string;
  /** Everything asked of it, newest last. */
  asked: {
    method: string;
    path: string;
    query: URLSearchParams;
    headers: IncomingMessage["headers"];
    body: string;
  }[];
  /** Answers this path once in this way instead. */
  refuseOnce(path: string, status: number, headers?: Record<string, string>, body?: string): void;
  close(): Promise<void>;
}

const APP_BRIDGE = "https://cdn.shopify.com/shopifycloud/app-bridge.js";

/** Stands in for an embedded app where a test is about the town: pages with App Bridge, a JSON door, a stream, a proxy. */
export async function openStubApp(): Promise<StubApp> {
  const asked: StubApp["asked"] = [];
  const refusals = new Map<string, { status: number; headers: Record<string, string>; body: string }>();
  const server = createServer(async (req, res) => {
    const { pathname: path, searchParams: query } = new URL(req.url ?? "/", "http://stub");
    const body = Buffer.concat(await Array.fromAsync(req as AsyncIterable<Buffer>)).toString();
    asked.push({ method: req.method ?? "", path, query, headers: req.headers, body });
    const refusal = refusals.get(path);
    refusals.delete(path);
    if (refusal) return void res.writeHead(refusal.status, refusal.headers).end(refusal.body);
    answer(req, res, path, query, body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    refuseOnce: (path, status, headers = {}, body = "") => void refusals.set(path, { status, headers, body }),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer(
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
  query: URLSearchParams,
  body: string,
) {
  const html = { "content-type": "text/html; charset=utf-8" };
  if (path === "/readyz")
    return res.writeHead(200, { "content-type": "application/json" }).end('{"running":0}');
  if (path === "/stream") return stream(res);
  if (path === "/who") return res.writeHead(200, { "content-type": "application/json" }).end(who(req));
  if (path === "/out")
    return res.writeHead(302, { location: "https://admin.shopify.com/store/tidewater/orders" }).end();
  if (path.startsWith("/webhooks/")) return res.writeHead(200).end();
  if (path.startsWith("/proxy")) {
    const said = {
      path,
      query: Object.fromEntries(query),
      method: req.method,
      body,
      cookie: req.headers.cookie ?? null,
    };
    return res
      .writeHead(200, { "content-type": "application/json", "set-cookie": "app=1", "x-app": "stub" })
      .end(JSON.stringify(said));
  }
  if (path === "/auth/session-token")
    return res.writeHead(200, html).end(`<script data-api-key="town-key" src="${APP_BRIDGE}"></script>`);
  const policy = "frame-ancestors https://tidewater.myshopify.com https://admin.shopify.com;";
  res.writeHead(200, {
    ...html,
    "content-security-policy": policy,
    link: `<${APP_BRIDGE}>; rel="preload"; as="script";`,
  });
  res.end(page(path));
}

function who({ headers }: IncomingMessage) {
  const token = headers.authorization?.replace("Bearer ", "");
  return JSON.stringify(token ? decodeJwt(token) : { sub: null });
}

function stream(res: ServerResponse) {
  res.writeHead(200, { "content-type": "text/event-stream" });
  res.write("data: first\n\n");
}

/** A small app as app-bridge-react would leave it in the page; links and `shopify:navigate` change the page in place. */
function page(path: string) {
  return `<!doctype html><html><head><title>Stub</title><script src="${APP_BRIDGE}" data-api-key="town-key"></script></head>
<body style="font:14px sans-serif;margin:20px;background:#f1f1f1">
<ui-nav-menu><a href="/app" rel="home">Home</a><a href="/app/inbox">Inbox</a><a href="/app/settings">Settings</a></ui-nav-menu>
<ui-title-bar title="Title of ${path}"><button variant="primary" id="new">New message</button><button id="second">Export</button>
<section label="More actions"><button id="archive">Archive</button></section></ui-title-bar>
<ui-save-bar id="bar"><button variant="primary" id="save">Save</button><button id="discard">Discard</button></ui-save-bar>
<ui-modal id="modal" variant="small"><ui-title-bar title="Close this?"><button variant="primary" id="yes">Close it</button></ui-title-bar><p>Really?</p></ui-modal>
<h1 id="path">${path}</h1><p id="said"></p>
<a id="order" href="shopify://admin/orders">Orders in the admin</a>
<a id="editor" href="https://tidewater.myshopify.com/admin/themes/current/editor?context=apps" target="_top">Editor</a>
<script>
const say = (words) => { document.querySelector("#said").textContent = words; };
addEventListener("shopify:navigate", (event) => { history.pushState(null, "", event.target.getAttribute("href")); draw(); });
addEventListener("popstate", draw);
function draw() { document.querySelector("#path").textContent = location.pathname; document.querySelector("ui-title-bar").setAttribute("title", "Title of " + location.pathname); }
for (const id of ["new", "archive", "save", "discard", "yes"]) document.getElementById(id).addEventListener("click", () => say(id));
</script></body></html>`;
}
