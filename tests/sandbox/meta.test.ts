import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { callGraph } from "./graph-call.ts";
import { freshTown } from "./one-town.ts";

const used = freshTown(["meta"]);
const tell = (text: string, more: object = {}) =>
  used.call("POST", "/meta/webhooks", { object: "page", entry: [{ id: "1", text }], ...more });
const posted = async () =>
  (await used.call("GET", "/meta/webhooks")).body.webhooks as { outcome: string; attempts: object[] }[];
const signature = (body: string, secret: string) =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
const grant = async (token: object) =>
  (await used.call("POST", "/meta/tokens", { ids: ["1"], ...token })).body.token as string;

test("a webhook is written in ASCII alone and signed over the very bytes that travel", async () => {
  await tell("Où est ma commande 😮 https://x.y/z");
  const [request] = used.app.requests;
  expect(request!.body).toContain(String.raw`O\u00f9 est ma commande \ud83d\ude2e https:\/\/x.y\/z`);
  expect(request!.path).toBe("/webhooks/meta");
  expect(request!.headers["x-hub-signature-256"]).toBe(signature(request!.body, "meta-town-secret"));
  const rewritten = JSON.stringify(JSON.parse(request!.body));
  expect(request!.headers["x-hub-signature-256"]).not.toBe(signature(rewritten, "meta-town-secret"));
});

test("a forged webhook carries a signature that the app's secret does not make", async () => {
  await tell("x", { forged: true });
  const [request] = used.app.requests;
  expect(request!.headers["x-hub-signature-256"]).not.toBe(signature(request!.body, "meta-town-secret"));
});

test("what the app does not take is posted again, the same bytes, until it does", async () => {
  const tries = () => used.app.requests.filter(({ path }) => path === "/webhooks/meta");
  used.app.answer = (_request, res) => void res.writeHead(tries().length < 3 ? 503 : 200).end();
  await tell("again");
  expect(await posted()).toMatchObject([{ outcome: "retrying" }]);
  await used.call("POST", "/clock", { advanceMs: 10 * 60_000 });
  await used.call("POST", "/settle", {});
  expect(new Set(tries().map(({ body }) => body)).size).toBe(1);
  expect(tries()).toHaveLength(3);
  expect(await posted()).toMatchObject([{ outcome: "delivered" }]);
});

test("the menu repeats, drops and shuffles webhooks", async () => {
  const fault = (name: string, more: object = {}) =>
    used.call("POST", "/faults", { provider: "meta-webhooks", fault: name, ...more });
  await fault("duplicate", { copies: 2 });
  await tell("thrice");
  expect(used.app.requests).toHaveLength(3);
  await fault("drop");
  await tell("never");
  expect(used.app.requests).toHaveLength(3);
  await fault("shuffle", { times: 2 });
  await tell("first");
  await tell("second");
  await used.call("POST", "/settle", {});
  const texts = used.app.requests.slice(3).map(({ body }) => /first|second/.exec(body)?.[0]);
  expect(texts).toEqual(["second", "first"]);
});

test("a new webhook address must answer with the challenge it was given", async () => {
  used.app.answer = ({ path }, res) => {
    const asked = new URL(path, "http://app").searchParams;
    const isOurs = asked.get("hub.verify_token") === "meta-town-verify";
    res.writeHead(isOurs ? 200 : 403).end(asked.get("hub.challenge"));
  };
  expect((await used.call("POST", "/meta/handshake")).body).toEqual({ status: 200, isRight: true });
  used.app.answer = (_request, res) => void res.writeHead(200).end("ok");
  expect((await used.call("POST", "/meta/handshake")).body).toEqual({ status: 200, isRight: false });
});

test("a token that is unknown, withdrawn or past its time opens nothing, and an unknown id is not there", async () => {
  expect((await callGraph(used, "", "/1")).body.error).toMatchObject({ code: 190 });
  const token = await grant({ kind: "page" });
  expect((await callGraph(used, token, "/77/messages", {})).body.error).toMatchObject({ code: 100 });
  await used.call("POST", `/meta/tokens/${token}/expire`, {});
  expect((await callGraph(used, token, "/1")).body.error).toMatchObject({ code: 190, error_subcode: 463 });
  const other = await grant({ kind: "page" });
  await used.call("POST", `/meta/tokens/${other}/revoke`, {});
  expect(await callGraph(used, other, "/1")).toMatchObject({ status: 401, body: { error: { code: 190 } } });
});

test("what a token may do and until when is told to the app, and a code only to who knows its secret", async () => {
  const expiresAt = Date.parse("2030-01-01T00:00:00Z");
  const token = await grant({ kind: "page", scopes: ["pages_messaging"], expiresAt });
  const said = await callGraph(used, "610000000000001|meta-town-secret", `/debug_token?input_token=${token}`);
  expect(said.body.data).toMatchObject({
    is_valid: true,
    expires_at: expiresAt / 1000,
    scopes: ["pages_messaging"],
  });
  const query = "client_id=610000000000001&client_secret=wrong&code=x";
  expect((await callGraph(used, "", `/oauth/access_token?${query}`)).body.error).toMatchObject({ code: 1 });
});
