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

/** As its job does: where the letterbox was too busy for a mail, again. */
async function readIt(): Promise<void> {
  let isRead = false;
  while (!isRead)
    isRead = await readOneMailbox(shopId, { accountId }).then(
      () => true,
      (error: Error) => {
        if (error.name === "TimeoutError") return false;
        throw error;
      },
    );
}
const settings = () =>
  look(shopId, async ({ tx }) =>
    mailSettings(await tx.channelAccount.findFirstOrThrow({ where: { id: accountId } })),
  );
/** By their letters: which of two that came together is written first is for the database to say. */
const bodies = () =>
  look(shopId, async ({ tx }) => {
    const where = { channel: "email", direction: "in" };
    return (await tx.message.findMany({ where, select: { body: true } })).map(({ body }) => body).sort();
  });

it("a mailbox that is new to us begins with the next mail", async () => {
  await readIt();
  await settled();
  expect(await bodies()).toEqual([]);
  expect(await settings()).toMatchObject({ read: { uid: 1 }, imapFault: null });
});

it("each mail is taken in once, however often and by however many it is read", async () => {
  for (const text of ["one", "two", "three"]) await writeMail("ada@example.com", { text });
  await Promise.all([readIt(), readIt(), readIt()]);
  await readIt();
  await settled();
  expect(await bodies()).toEqual(["one", "three", "two"]);
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
  expect(await bodies()).toEqual(["five", "four", "one", "three", "two"]);
});

it("numbers given anew lose nothing and double nothing", async () => {
  const { read } = await settings();
  await inShop(shopId, (shop) =>
    changeMail(shop, accountId, { settings: { read: { ...read!, validity: "9999" } } }),
  );
  await writeMail("ada@example.com", { text: "six" });
  await readIt();
  await settled();
  const early = "Answered elsewhere, long before";
  expect((await bodies()).filter((body) => body !== early)).toEqual([
    "five",
    "four",
    "one",
    "six",
    "three",
    "two",
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
  expect(await bodies()).toContain("seven");
  expect(await control("GET", "/unknown")).toMatchObject({ unknown: [] });
});
