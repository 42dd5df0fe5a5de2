import { loadAccount } from "#app/channels/accounts.ts";
import { changeMail, connectMail } from "#app/channels/mail/connect-mail.ts";
import { mailSecrets, mailSettings } from "#app/channels/mail/mail-account.ts";
import { inShop } from "#app/db.server.ts";
import { readOneMailbox } from "#app/wiring/mailboxes.ts";
import { look } from "#tests/app.ts";
import type { Attached, Wire } from "#tests/channels/channel-contract.ts";
import { connectMailbox, type Letter, writeMail } from "#tests/mail.ts";
import { town } from "#tests/town.ts";

let count = 0;

/** The same for both ways in: what people have in their mailboxes, and how the server fails. */
const people = {
  channel: "email",
  confirms: true,
  person: async () => `shopper${count++}@people.example`,
  addressOf: (address: string) => address,
  sees: async (address: string) => (await town.mail(address)).map(({ text }) => text.trim()),
  async shut(to: string) {
    await town.faults.add({ provider: "smtp", fault: "400", match: { to } });
    return {};
  },
  lose: (to: string) => ({ provider: "smtp", fault: "reset-after" as const, match: { to } }),
  // A mail server keeps no log that could be asked.
  settlesAs: "unknown",
  tellOld: null,
} as const;

const letterOf = (text: string, media: Attached[] = []): Letter => ({
  text,
  attachments: media.map((one) => ({ name: "file.png", ...one })),
});

/** By a receiver that posts what it has parsed. */
export function postedMailWire(): Wire {
  let [ours, theirs, authorization] = ["", "", ""];
  const post = async (url: string, body: object) => {
    const headers = { "content-type": "application/json", authorization };
    return (await fetch(url, { method: "POST", headers, body: JSON.stringify(body) })).status;
  };
  return {
    ...people,
    name: "Mail by webhook",
    async connect({ app, shopId, other }) {
      const id = await connectMailbox(app, shopId);
      ours = `${app.url}/webhooks/email/${id}`;
      const { inboundPassword } = await inShop(shopId, async (shop) =>
        mailSecrets((await loadAccount(shop, id))!),
      );
      authorization = `Basic ${Buffer.from(`threadline:${inboundPassword}`).toString("base64")}`;
      const { smtp } = await town.addresses();
      const sender = "help@harbour.example";
      theirs = `${app.url}/webhooks/email/${await connectMail(other.shopId, { sender, smtp, host: "smtp.harbour.example" })}`;
    },
    async write(address, text, { media, repeats, forged } = {}) {
      const { posted } = await writeMail(address, { ...letterOf(text, media), repeats, forged });
      return { status: posted.at(-1)?.answered ?? null };
    },
    stray: (text) =>
      post(theirs, { RawEmail: `From: a@people.example\r\nTo: help@harbour.example\r\n\r\n${text}\r\n` }),
    foreign: () => post(ours, { RecordType: "Delivery", MessageID: "1" }),
  };
}

const SHOP = "shop@tidewater.example";
const THEIRS = "shop@harbour.example";

/** From a mailbox that is read over IMAP: nobody knocks, so nobody can forge a knock. */
export function readMailWire(): Wire {
  const accounts: Record<string, { shopId: string; accountId: string }> = {};
  const read = (address: string) => readOneMailbox(accounts[address]!.shopId, accounts[address]!);
  const connect = async (shopId: string, sender: string) => {
    const { smtp, imap } = await town.addresses();
    const { hostname, port } = new URL(imap);
    const accountId = await connectMail(shopId, { sender, smtp, host: "smtp.tidewater.example" });
    const at = { host: hostname, port: Number(port), secure: false, user: sender };
    await inShop(shopId, (shop) =>
      changeMail(shop, accountId, { settings: { imap: at }, secrets: { imapPassword: "any" } }),
    );
    accounts[sender] = { shopId, accountId };
    await read(sender);
  };
  const writeTo = async (to: string, from: string, letter: Letter) => {
    await writeMail(from, { ...letter, to });
    await read(to);
    return 200;
  };
  return {
    ...people,
    name: "Mail from a mailbox",
    isKnocking: false,
    async connect({ shopId, other }) {
      await connect(shopId, SHOP);
      await connect(other.shopId, THEIRS);
    },
    async write(address, text, { media, repeats = 0 } = {}) {
      const { shopId, accountId } = accounts[SHOP]!;
      const place = async () =>
        look(shopId, async ({ tx }) =>
          mailSettings(await tx.channelAccount.findFirstOrThrow({ where: { id: accountId } })),
        );
      const before = await place();
      await writeTo(SHOP, address, letterOf(text, media));
      // As a kill leaves it: the mail is kept, and the place in the mailbox is the old one.
      for (let time = 0; time < repeats; time++) {
        await inShop(shopId, (shop) => changeMail(shop, accountId, { settings: { read: before.read } }));
        await read(SHOP);
      }
      return { status: 200 };
    },
    stray: (text) => writeTo(THEIRS, "a@people.example", { text }),
    foreign: () => writeTo(SHOP, "mailer-daemon@people.example", { raw: BOUNCE }),
  };
}

/** Of a mail that was none of ours. */
const BOUNCE = Buffer.from(
  [
    "From: MAILER-DAEMON@people.example",
    `To: ${SHOP}`,
    "Subject: Undelivered",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Final-Recipient: rfc822; nobody@people.example",
    "Action: failed",
    "Status: 5.1.1",
    "",
    "--b--",
    "",
  ].join("\r\n"),
).toString("base64");
