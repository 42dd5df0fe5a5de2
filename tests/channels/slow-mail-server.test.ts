import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { postMail } from "#app/channels/mail/post-mail.server.ts";
import { shelf } from "#app/channels/shelf.ts";
import { MINUTE } from "#app/clock.ts";
import { LEASE_MS } from "#app/conversations/claim-messages.ts";
import { LONGEST_PAUSE_MS } from "#app/conversations/deliver-message.ts";
import { LONGEST_IN_SHOP_MS } from "#app/db.server.ts";
import { town } from "#tests/town.ts";
import { anOutbound } from "#tests/channels/an-outbound.ts";

const ADA = "ada@example.com";
const silent = createServer();
let begin: AbortController;
let answer: AbortController;

beforeAll(() => town.reset());
beforeEach(() => {
  [begin, answer] = [new AbortController(), new AbortController()];
});
afterEach(async () => {
  await town.faults.clear();
  silent.close();
});

const post = (smtp: string, subject: string) => {
  const account = {
    id: "a",
    provider: "smtp",
    sender: "a@shop.example",
    settings: {},
    secret: smtp,
  } as const;
  const message = { ...anOutbound, to: ADA, subject, isByPerson: true };
  return postMail(account, message, { begin: begin.signal, answer: answer.signal });
};
/** To a server that scans for viruses before it says that it takes a mail; what happens meanwhile. */
const whileScanned = async (subject: string, meanwhile: () => unknown) => {
  await town.faults.add({ provider: "smtp", fault: "slow", delayMs: 10 * MINUTE, match: { subject } });
  const sent = post((await town.addresses()).smtp, subject);
  await expect.poll(() => town.faults.list()).toMatchObject([{ struck: 1 }]);
  await meanwhile();
  return sent;
};

it("a mail server that scans for longer than it may take to begin is waited for, and has taken the mail", async () => {
  const sent = await whileScanned("Scanned", async () => {
    begin.abort();
    await town.faults.clear();
  });
  expect(sent).toMatchObject({ as: "accepted" });
  expect(await town.mail(ADA)).toMatchObject([{ subject: "Scanned" }]);
});

it("a mail server that does not say in time whether it took the mail leaves it unknown", async () => {
  const sent = await whileScanned("Scanned on and on", () => answer.abort());
  expect(sent).toEqual({ as: "unknown", code: "ETIMEDOUT" });
});

it("a mail server that does not begin in time is tried again later: it was given nothing", async () => {
  silent.listen(0, "127.0.0.1");
  await once(silent, "listening");
  const sent = post(`smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`, "Not begun");
  await once(silent, "connection");
  begin.abort();
  expect(await sent).toEqual({ as: "later", code: "ETIMEDOUT", afterMs: MINUTE });
});

it.each(Object.values(shelf))("no claim's lease ends while $provider is waited for", ({ sendsWithin }) => {
  expect(LONGEST_PAUSE_MS + sendsWithin + LONGEST_IN_SHOP_MS).toBeLessThan(LEASE_MS);
});
