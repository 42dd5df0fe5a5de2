import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { checkMailbox } from "#app/channels/mail/open-mailbox.server.ts";
import { smtp } from "#app/channels/smtp.server.ts";
import { anOutbound } from "#tests/channels/an-outbound.ts";

const real = dns.lookup;
/** What every name means. */
let meaning: string[] = [];
let listener: Server;
let port: number;
let connections = 0;

beforeAll(async () => {
  listener = createServer((socket) => {
    connections++;
    socket.on("error", () => undefined).destroy();
  });
  listener.listen(0, "::");
  await once(listener, "listening");
  ({ port } = listener.address() as AddressInfo);
  dns.lookup = ((_name: string, options: { all?: boolean }, done: (...said: unknown[]) => void) => {
    const found = meaning.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    if (options.all) done(null, found);
    else done(null, found[0]!.address, found[0]!.family);
  }) as never;
  syncBuiltinESMExports();
});
afterAll(() => {
  dns.lookup = real;
  syncBuiltinESMExports();
  listener.close();
});
beforeEach(() => {
  connections = 0;
});

const HOST = "mail.shop.example";
const account = (url: string) => ({
  id: "a",
  provider: "smtp" as const,
  sender: "a@shop.example",
  settings: {},
  secret: url,
});
const askSmtp = (host = HOST) =>
  smtp.check(account(`smtp://${host.includes(":") ? `[${host}]` : host}:${port}`));
const askImap = (host = HOST) =>
  checkMailbox({ host, port, secure: false, user: "u" }, { imapPassword: "p" });
const INSIDE = { ok: false, say: expect.stringContaining("private network") };

it.each([
  ["this machine", ["127.0.0.2"]],
  ["this machine, by the sixth version", ["::1"]],
  ["a mapped address", ["::ffff:127.0.0.1"]],
  ["a private network", ["10.1.2.3"]],
  ["a cloud's metadata", ["169.254.169.254"]],
  ["a public address and an own one", ["93.184.216.34", "127.0.0.2"]],
])("a name that means %s is refused, and nobody is asked", async (_, addresses) => {
  meaning = addresses;
  expect(await askSmtp()).toEqual(INSIDE);
  expect(await askImap()).toEqual(INSIDE);
  expect(connections).toBe(0);
});

it.each(["127.0.0.2", "::1", "::ffff:127.0.0.1", "169.254.169.254"])(
  "the address %s, which is looked up by nobody, is refused as well",
  async (host) => {
    expect(await askSmtp(host)).toEqual(INSIDE);
    expect(await askImap(host)).toEqual(INSIDE);
    expect(connections).toBe(0);
  },
);

it("what the operator allows is reached", async () => {
  await askSmtp("127.0.0.1");
  await askImap("127.0.0.1");
  expect(connections).toBe(2);
});

it("a message whose server leads inside is refused in words, and is sent by nobody", async () => {
  meaning = ["10.1.2.3"];
  const message = { ...anOutbound, isByPerson: true };
  const sent = await smtp.send(account(`smtp://${HOST}:${port}`), message, AbortSignal.timeout(60_000));
  expect(sent).toEqual({ as: "refused", code: "NOT_PUBLIC" });
});
