import { createConnection } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningTown, startTown } from "#sandbox/town.ts";
import { openStubApp, type StubApp } from "#tests/browser/stub-app.ts";

let app: StubApp;
let town: RunningTown;
beforeAll(async () => {
  app = await openStubApp();
  town = await startTown({
    appUrl: app.url,
    orders: 5,
    customers: 5,
    parts: ["shopify", "storefront", "admin"],
  });
});
afterAll(async () => {
  await town.close();
  await app.close();
});

test("only who may frame the app and where App Bridge comes from are altered in a page", async () => {
  const answer = await fetch(`${town.admin}/app?shop=tidewater.myshopify.com&embedded=1`);
  expect(answer.headers.get("content-security-policy")).toContain(
    `frame-ancestors ${town.admin} ${town.town}`,
  );
  expect(answer.headers.get("link")).toContain("</_shell/app-bridge.js>");
  const page = await answer.text();
  expect(page).toContain('src="/_shell/app-bridge.js" data-api-key="town-key"');
  expect(page).not.toContain("cdn.shopify.com");
  const direct = await (await fetch(`${app.url}/app`)).text();
  expect(page).toBe(
    direct.replaceAll("https://cdn.shopify.com/shopifycloud/app-bridge.js", "/_shell/app-bridge.js"),
  );
});

test("a redirect into Shopify's admin stays in the town", async () => {
  const answer = await fetch(`${town.admin}/out`, { redirect: "manual" });
  expect(answer.headers.get("location")).toBe(`${town.admin}/store/tidewater/orders`);
});

test("a live stream comes through piece by piece", async () => {
  const answer = await fetch(`${town.admin}/stream`);
  const { value } = await answer.body!.getReader().read();
  expect(new TextDecoder().decode(value)).toBe("data: first\n\n");
});

test("a webhook's body and headers reach the app byte by byte", async () => {
  const body = '{"name":"Zo\\u00eb",  "n":1.0}\n';
  await fetch(`${town.admin}/webhooks/sms/7?x=%27`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", "x-twilio-signature": "s=" },
  });
  const got = app.asked.at(-1);
  expect(got?.body).toBe(body);
  expect(got?.headers["x-twilio-signature"]).toBe("s=");
  expect(got?.headers.host).toBe(new URL(town.admin).host);
});

test("cookies of the town's storefront, on the same host, stay out of the app", async () => {
  await fetch(`${town.admin}/app`, { headers: { cookie: "_town_customer=x; own=1; cart=abc" } });
  expect(app.asked.at(-1)?.headers.cookie).toBe("own=1");
});

test("an app that does not answer is said to be away", async () => {
  await fetch(`${town.url}/_town/app`, {
    method: "POST",
    body: JSON.stringify({ url: "http://127.0.0.1:9" }),
  });
  const answer = await fetch(`${town.admin}/app`);
  expect(answer.status).toBe(502);
  expect(await answer.text()).toContain("The app does not answer");
  await fetch(`${town.url}/_town/app`, { method: "POST", body: JSON.stringify({ url: app.url }) });
});

test("a bridge address cut in two by the network is altered all the same", async () => {
  const { replaceAppBridge } = await import("#sandbox/admin/app-bridge-address.ts");
  const stream = replaceAppBridge();
  const text =
    'é<script src="https://cdn.shopify.com/shopifycloud/app-bridge.js"></script>https://cdn.shopify.com/other';
  for (const byte of Buffer.from(text)) stream.write(Buffer.from([byte]));
  stream.end();
  const all = Buffer.concat(await Array.fromAsync(stream as AsyncIterable<Buffer>)).toString();
  expect(all).toBe('é<script src="/_shell/app-bridge.js"></script>https://cdn.shopify.com/other');
});

test("an upgrade for hot reload that the app refuses is closed", async () => {
  const { hostname, port } = new URL(town.admin);
  const socket = createConnection(Number(port), hostname);
  socket.write(`GET /hmr HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
  await new Promise((resolve) => socket.once("close", resolve));
});
