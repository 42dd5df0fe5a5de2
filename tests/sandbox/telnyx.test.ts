import { createPublicKey, verify } from "node:crypto";
import { expect, test } from "vitest";
import { freshTown } from "./one-town.ts";

const used = freshTown(["telnyx"]);
const PHONE = "+13125550123";
const NUMBER = "+13125550100";

async function ask(method: string, path: string, body?: object, key = "KEY0123456789ABCDEF") {
  const answer = await fetch(`${used.town.url}${path}`, {
    method,
    headers: { "x-town-host": "api.telnyx.com", authorization: `Bearer ${key}` },
    ...(body && { body: JSON.stringify(body) }),
  });
  return {
    status: answer.status,
    body: (await answer.json()) as { data?: never; errors?: { code: string }[] },
  };
}
const send = (more: object = {}) =>
  ask("POST", "/v2/messages", {
    from: NUMBER,
    to: PHONE,
    text: "Hello",
    webhook_url: `${used.app.url}/status`,
    tags: ["message-1"],
    ...more,
  });

test("a message is told as sent and then as delivered, each signed by the account's own key", async () => {
  const { body } = await send();
  await used.call("POST", "/settle", {});
  expect(body.data).toMatchObject({ direction: "outbound", to: [{ phone_number: PHONE, status: "queued" }] });
  const { account } = (await used.call("GET", "/telnyx")).body as { account: { publicKey: string } };
  const spki = Buffer.concat([
    Buffer.from("302a300506032b6570032100", "hex"),
    Buffer.from(account.publicKey, "base64"),
  ]);
  const key = createPublicKey({ key: spki, format: "der", type: "spki" });
  const told = used.app.requests.map(({ headers, body }) => {
    const signed = Buffer.from(`${headers["telnyx-timestamp"]}|${body}`);
    const isRight = verify(
      null,
      signed,
      key,
      Buffer.from(String(headers["telnyx-signature-ed25519"]), "base64"),
    );
    return [isRight, (JSON.parse(body) as { data: { event_type: string } }).data.event_type];
  });
  expect(told).toEqual([
    [true, "message.sent"],
    [true, "message.finalized"],
  ]);
});

test("the log is asked by recipient, day and tag", async () => {
  await send();
  await send({ to: "+13125550199", tags: ["message-2"] });
  const query = "filter[record_type]=messaging&filter[direction]=outbound&filter[cld]=%2B13125550199";
  const { body } = await ask("GET", `/v2/detail_records?${query}`);
  expect(body.data).toMatchObject([{ tags: "message-2", cld: "+13125550199" }]);
});

test("STOP blocks the number for that phone until START", async () => {
  await used.call("POST", "/telnyx/account", { webhookUrl: `${used.app.url}/in` });
  await used.call("POST", `/telnyx/phones/${PHONE}/text`, { body: "stop" });
  expect((await send()).body.errors?.[0]?.code).toBe("40300");
  await used.call("POST", `/telnyx/phones/${PHONE}/text`, { body: "START" });
  expect((await send()).status).toBe(200);
});

test("a wrong key, an unknown number and no number at all are refused by their codes", async () => {
  const refused = [
    await ask("GET", "/v2/messaging_phone_numbers", undefined, "wrong"),
    await send({ from: "+13125559999" }),
    await send({ to: "5551234" }),
  ];
  expect(refused.map(({ status, body }) => [status, body.errors?.[0]?.code])).toEqual([
    [401, "10009"],
    [422, "40305"],
    [422, "40310"],
  ]);
});
