import { afterAll, beforeAll, expect, it } from "vitest";
import { changeMail, connectMail } from "#app/channels/mail/connect-mail.ts";
import { mailSettings } from "#app/channels/mail/mail-account.ts";
import { inShop } from "#app/db.server.ts";
import { readOneMailbox } from "#app/wiring/mailboxes.ts";
import { install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { HELP, writeMail } from "#tests/mail.ts";
import { control, town } from "#tests/town.ts";

let shopId: string;
let accountId: string;

beforeAll(async () => {
  await town.reset();
  shopId = await install(await startApp());
  const { smtp, imap } = await town.addresses();
  const { hostname, port } = new URL(imap);
  accountId = await connectMail(shopId, { sender: HELP, smtp, host: "smtp.tidewater.example" });
  const at = { host: hostname, port: Number(port), secure: false, user: HELP };
  await writeMail("early@example.com", { text: "Answered elsewhere, long before" });
  await inShop(shopId, (shop) =>
    changeMail(shop, accountId, { settings: { imap: at }, secrets: { imapPassword: "any" } }),
  );
  await settled();
});
afterAll(stopApps);

const readIt = () => readOneMailbox(shopId, { accountId });
const settings = () =>
  look(shopId, async ({ tx }) =>
    mailSettings(await tx.channelAccount.findFirstOrThrow({ where: { id: accountId } })),
  );
const heard = () =>
  look(shopId, ({ tx }) =>
    tx.message.findMany({
      where: { channel: "email", direction: "in" },
      orderBy: { at: "asc" },
      select: { body: true },
    }),
  );

it("a mailbox that is new to us begins with the next mail", async () => {
  await readIt();
  await settled();
  expect(await heard()).toEqual([]);
  expect(await settings()).toMatchObject({ read: { uid: 1 }, imapFault: null });
});

it("each mail is taken in once, however often and by however many it is read", async () => {
  for (const text of ["one", "two", "three"]) await writeMail("ada@example.com", { text });
  await Promise.all([readIt(), readIt(), readIt()]);
  await readIt();
  await settled();
  expect((await heard()).map(({ body }) => body)).toEqual(["one", "two", "three"]);
});

it("a line that breaks before the place was noted loses nothing and doubles nothing", async () => {
  await writeMail("ada@example.com", { text: "four" });
  await writeMail("ada@example.com", { text: "five" });
  const before = await settings();
  await readIt();
  // As a kill leaves it: the mails are kept, and the place in the mailbox is the old one.
  await inShop(shopId, (shop) => changeMail(shop, accountId, { settings: { read: before.read } }));
  await readIt();
  await settled();
  expect((await heard()).map(({ body }) => body)).toEqual(["one", "two", "three", "four", "five"]);
});

it("numbers given anew lose nothing and double nothing", async () => {
  const { read } = await settings();
  await inShop(shopId, (shop) =>
    changeMail(shop, accountId, { settings: { read: { ...read!, validity: "9999" } } }),
  );
  await writeMail("ada@example.com", { text: "six" });
  await readIt();
  await settled();
  const bodies = (await heard()).map(({ body }) => body);
  expect(bodies.filter((body) => body !== "Answered elsewhere, long before").slice(-6)).toEqual([
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
  ]);
});

it("a server that is away is said beside the account, and read again when it is back", async () => {
  await writeMail("ada@example.com", { text: "seven" });
  await town.faults.add({ provider: "imap", fault: "refuse", times: 1 });
  await readIt();
  expect((await settings()).imapFault).toContain("did not answer");
  await readIt();
  await settled();
  expect((await settings()).imapFault).toBeNull();
  expect((await heard()).map(({ body }) => body)).toContain("seven");
  expect(await control("GET", "/unknown")).toMatchObject({ unknown: [] });
});
