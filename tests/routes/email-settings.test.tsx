import { beforeAll, expect, it } from "vitest";
import { changeMail, connectMail } from "#app/channels/mail/connect-mail.ts";
import { loader as readMailPage } from "#app/routes/app.mails.$id/route.ts";
import { action, loader } from "#app/routes/app.settings_.channels.email/route.tsx";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { inShop } from "#app/db.server.ts";
import { control, town } from "#tests/town.ts";
import { callAs, type DeskScene, openDesk, type Person, refusal } from "./desk-scene.ts";

const PATH = "/app/settings/channels/email";
let desk: DeskScene;
let id: string;

beforeAll(async () => {
  desk = await openDesk("email-settings");
  const { smtp } = await town.addresses();
  id = await connectMail(desk.shopId, {
    sender: "help@email-settings.example",
    smtp,
    host: "smtp.shop.example",
  });
});
const page = async (as: Person) => (await loader(await callAs(desk, { as, path: PATH }))).senders[0]!;
const send = async (as: Person, form: Record<string, string>) =>
  action(await callAs(desk, { as, path: PATH, form }));

it("says of each record whether it stands, and what to set where it does not", async () => {
  const { records, isAligned } = await page(desk.maya);
  expect(isAligned).toBe(false);
  expect(records.map(({ kind, state }) => [kind, state])).toEqual([
    ["dkim", "missing"],
    ["spf", "ok"],
    ["dmarc", "ok"],
  ]);
  const [{ name, value } = { name: "", value: "" }] = records;
  expect(name).toBe("threadline._domainkey.email-settings.example");
  await control("POST", "/dns", { name, values: [value] });
  expect(await send(desk.maya, { form: `domain:${id}` })).toMatchObject({ done: "Checked" });
  expect((await page(desk.maya)).isAligned).toBe(true);
  await control("POST", "/dns", { name: "email-settings.example", values: ["v=spf1 -all", "v=spf1 ~all"] });
  await send(desk.maya, { form: `domain:${id}` });
  expect((await page(desk.maya)).records[1]).toMatchObject({ kind: "spf", state: "wrong" });
});

it("tests the connection by logging in, and says in words why it fails", async () => {
  const test = (of: string, as = desk.maya) => send(as, { form: `test:${of}` });
  expect(await test(id)).toMatchObject({ done: "The connection works" });
  const { smtp } = await town.addresses();
  await inShop(desk.shopId, (shop) => changeMail(shop, id, { secrets: { smtp: "smtp://127.0.0.1:1" } }));
  expect(await test(id)).toMatchObject({ fault: expect.stringMatching(/Check its address/) });
  await inShop(desk.shopId, (shop) => changeMail(shop, id, { secrets: { smtp } }));
  expect(await test("another-shop's")).toMatchObject({ fault: expect.stringMatching(/no longer connected/) });
  expect(await refusal(test(id, desk.zoe))).toBe(403);
});

it("keeps what was known while DNS cannot be asked", async () => {
  const before = (await page(desk.maya)).checkedAt;
  await town.faults.add({ provider: "dns", fault: "500-before", times: 3 });
  await send(desk.maya, { form: `domain:${id}` });
  await town.faults.clear();
  expect((await page(desk.maya)).checkedAt).toBe(before);
});

it("shows the address to post to, which holds a password, to owners alone", async () => {
  expect((await page(desk.maya)).inboundUrl).toMatch(/\/\/threadline:[\w-]{36}@.+\/webhooks\/email\//);
  expect((await page(desk.zoe)).inboundUrl).toBeNull();
  expect(await refusal(send(desk.zoe, { form: `domain:${id}` }))).toBe(403);
});

it("takes no mailbox on our own network, nor one that does not open", async () => {
  const asked = { form: `mailbox:${id}`, port: "993", user: "help", password: "x" };
  for (const host of ["127.0.0.1", "localhost", "10.0.0.1", "[::1]"])
    expect(await send(desk.maya, { ...asked, host }), host).toMatchObject({
      fault: "That is not a mail server's name.",
    });
  expect((await page(desk.maya)).mailbox).toBeNull();
});

it("shows a mailbox with what is wrong with it, and lets go of it", async () => {
  const imap = { host: "imap.shop.example", port: 993, secure: true, user: "help" };
  await inShop(desk.shopId, (shop) =>
    changeMail(shop, id, { settings: { imap, imapFault: "It did not answer." } }),
  );
  expect((await page(desk.maya)).mailbox).toMatchObject({ user: "help", fault: "It did not answer." });
  expect(await send(desk.maya, { form: `mailbox-off:${id}` })).toMatchObject({ done: expect.any(String) });
  expect((await page(desk.maya)).mailbox).toBeNull();
});

it("a mail's quoted text is read by the shop's own staff, and by nobody else's", async () => {
  const { messageId } = await inShop(desk.shopId, (shop) =>
    receiveMessage(shop, {
      channel: "email",
      accountId: id,
      from: "ada@example.com",
      text: "Thanks",
      html: "<p>Thanks</p><blockquote>Hello</blockquote>",
      externalId: "<1@example.com>",
      at: shop.at,
    }),
  );
  const read = async (scene: DeskScene) => {
    const call = await callAs(scene, { as: scene.zoe, path: `/app/mails/${messageId}` });
    return readMailPage({ ...call, params: { id: messageId } });
  };
  expect(await (await read(desk)).json()).toEqual({ html: "<p>Thanks</p><blockquote>Hello</blockquote>" });
  expect((await read(await openDesk("other-mail"))).status).toBe(404);
});
