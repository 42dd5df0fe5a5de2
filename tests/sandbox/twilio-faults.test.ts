import { describe, expect, test } from "vitest";
import { freshTown } from "./one-town.ts";
import { callTwilio, PHONE, send } from "./twilio-call.ts";

const used = freshTown(["sms"]);
const order = (fault: string, more: Record<string, unknown> = {}) =>
  used.call("POST", "/faults", { provider: "twilio", fault, ...more });
const settle = () => used.call("POST", "/settle", {});
const statuses = () => used.app.requests.map((request) => request.form.MessageStatus);
const accepted = async () => ((await used.call("GET", "/ledger")).body.entries as unknown[]).length;

describe("Twilio on a bad day", () => {
  test.each([
    ["429", 429, 20429],
    ["400", 400, 21211],
    ["500-before", 500, 20500],
  ])("%s refuses before anything is accepted, then works again", async (fault, status, code) => {
    await order(fault);
    expect(await send(used)).toMatchObject({ status, body: { code } });
    expect(await accepted()).toBe(0);
    expect((await send(used)).status).toBe(201);
    expect(await accepted()).toBe(1);
  });

  test("500-after has accepted: the phone rings although the app was told it failed", async () => {
    await order("500-after");
    expect(await send(used)).toMatchObject({ status: 500, body: { code: 20500 } });
    await settle();
    expect(await accepted()).toBe(1);
    expect(statuses()).toEqual(["sent", "delivered"]);
    expect((await used.call("GET", `/phones/${PHONE}`)).body.messages).toHaveLength(1);
  });

  test("reset cuts the line before, reset-after once the message was accepted", async () => {
    await order("reset");
    await expect(send(used)).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(await accepted()).toBe(0);
    await order("reset-after");
    await expect(send(used)).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(await accepted()).toBe(1);
    await settle();
    expect(statuses()).toEqual(["sent", "delivered"]);
  });

  test("slow answers late, or as soon as its fault is taken away", async () => {
    await order("slow", { delayMs: 1_000_000 });
    const answer = send(used);
    const faults = async () => (await used.call("GET", "/faults")).body.faults;
    await expect.poll(faults).toMatchObject([{ struck: 1 }]);
    await used.call("DELETE", "/faults");
    expect((await answer).status).toBe(201);
  });

  test("hang-after answers nothing, but its callbacks come", async () => {
    await order("hang-after");
    const hanging = send(used).catch(() => "cut when the town closed");
    const first = await Promise.race([
      hanging,
      new Promise((resolve) => {
        used.app.answer = ({ form }, res) => {
          res.end();
          resolve(form.MessageStatus);
        };
      }),
    ]);
    expect(first).toBe("sent");
    expect(await accepted()).toBe(1);
  });

  test("malformed has accepted and answers half a JSON", async () => {
    await order("malformed");
    const { status, text } = await send(used);
    expect(status).toBe(201);
    expect(text).toMatch(/^\{"account_sid"/);
    expect(() => JSON.parse(text)).toThrow();
    expect(await accepted()).toBe(1);
  });

  test("callback-first tells the app before it has the sid", async () => {
    await order("callback-first");
    const heardBefore: number[] = [];
    const sent = await send(used).then((answer) => {
      heardBefore.push(used.app.requests.length);
      return answer;
    });
    expect(heardBefore).toEqual([1]);
    expect(used.app.requests[0]?.form.MessageSid).toBe(sent.body.sid);
    await settle();
    expect(statuses()).toEqual(["sent", "delivered"]);
  });

  test("repeat-callback says everything again, reorder-callbacks says it backwards", async () => {
    await order("repeat-callback", { copies: 2 });
    await send(used);
    await settle();
    expect(statuses()).toEqual(["sent", "sent", "sent", "delivered", "delivered", "delivered"]);
    used.app.requests.length = 0;
    await order("reorder-callbacks");
    const { body } = await send(used);
    await settle();
    expect(statuses()).toEqual(["delivered", "sent"]);
    expect((await callTwilio(used, "GET", `/Messages/${body.sid}.json`)).body.status).toBe("delivered");
  });

  test("lose-callbacks says nothing, and the log still tells how it went", async () => {
    await order("lose-callbacks");
    const { body } = await send(used);
    await settle();
    expect(statuses()).toEqual([]);
    expect((await callTwilio(used, "GET", `/Messages/${body.sid}.json`)).body.status).toBe("delivered");
    await send(used);
    await settle();
    expect(statuses()).toEqual(["sent", "delivered"]);
  });

  test("strikes only the number it was ordered for", async () => {
    await order("429", { match: { To: "+33600000001" }, times: null });
    expect((await send(used)).status).toBe(201);
    expect((await send(used, { To: "+33600000001" })).status).toBe(429);
  });
});
