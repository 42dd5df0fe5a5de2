import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Case } from "./guarded-probe.ts";

let listener: Server;
let port: number;
let connections = 0;
let probe: ChildProcess;

beforeAll(async () => {
  listener = createServer((socket) => {
    connections++;
    socket.on("error", () => undefined).destroy();
  });
  // "::" takes connections to every address of this machine, of both kinds.
  listener.listen(0, "::");
  await once(listener, "listening");
  ({ port } = listener.address() as AddressInfo);
  const { NODE_OPTIONS: _road, TOWN_URL: _town, ...env } = process.env;
  probe = fork("tests/files/guarded-probe.ts", { env, execArgv: [] });
});
afterAll(async () => {
  probe.kill();
  listener.close();
});

async function ask(given: Case): Promise<{ because: string; asked: number }> {
  const answer = once(probe, "message");
  probe.send(given);
  const [said] = await answer;
  return said as { because: string; asked: number };
}

/** Every way to write an address that is this machine, its network or a cloud's metadata. */
const OWN_NAMES = [
  "127.0.0.1",
  "[::1]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[::127.0.0.1]",
  "[64:ff9b::127.0.0.1]",
  "[2002:7f00:1::]",
  "2130706433",
  "0x7f000001",
  "0x7f.1",
  "0177.0.0.1",
  "017700000001",
  "127.1",
  "0",
  "0.0.0.0",
  "[::]",
  "localhost",
  "LOCALHOST.",
  "169.254.169.254",
  "2852039166",
  "①②⑦.⓪.⓪.①",
];

/** What a name may turn out to mean. */
const OWN_ADDRESSES = [
  "127.0.0.1",
  "127.255.255.254",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.1",
  "192.168.1.1",
  "100.64.0.1",
  "169.254.169.254",
  "192.0.0.192",
  "198.18.0.1",
  "192.0.2.1",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:10.0.0.1",
  "::127.0.0.1",
  "64:ff9b::7f00:1",
  "64:ff9b:1::7f00:1",
  "2002:7f00:1::1",
  "2001::1",
  "fc00::1",
  "fd00:ec2::254",
  "fe80::1",
  "fec0::1",
  "ff02::1",
  "2001:db8::1",
  "100::1",
  "not an address",
];

describe("the fetcher", () => {
  it("has a listener beside it that counts whoever comes", async () => {
    for (const host of ["127.0.0.1", "::1", "::ffff:127.0.0.1"]) {
      const before = connections;
      await once(
        connect(port, host).on("error", () => undefined),
        "close",
      );
      expect(connections).toBe(before + 1);
    }
    connections = 0;
  });

  it.each(OWN_NAMES)("asks nobody at https://%s", async (name) => {
    const hosts = ["files.example", `files.example:${port}`, ".example"];
    const said = await ask({ url: `https://${name}:${port}/`, hosts, finds: [["127.0.0.1"]] });
    expect(said).toEqual({ because: "not-allowed", asked: 0 });
    // Nor where somebody put it on the list by mistake: a number is no name.
    const listed = URL.canParse(`https://${name}:${port}/`) ? new URL(`https://${name}:${port}/`).host : name;
    const again = await ask({ url: `https://${name}:${port}/`, hosts: [listed], finds: [["127.0.0.1"]] });
    expect(again.because).toBe("not-allowed");
    expect(connections).toBe(0);
  });

  it.each(OWN_ADDRESSES)("asks nobody where a name on its list means %s", async (address) => {
    const url = `https://files.example:${port}/`;
    const hosts = [`files.example:${port}`];
    expect(await ask({ url, hosts, finds: [[address]] })).toEqual({ because: "not-allowed", asked: 1 });
    // Nor where a public one stands before it.
    const both = await ask({ url, hosts, finds: [["93.184.216.34", address]] });
    expect(both).toEqual({ because: "not-allowed", asked: 1 });
    expect(connections).toBe(0);
  });

  it("looks a name up once, and connects to what it looked at", async () => {
    const url = `https://files.example:${port}/`;
    const finds = [["93.184.216.34"], ["127.0.0.1"]];
    expect(await ask({ url, hosts: [`files.example:${port}`], finds })).toEqual({
      because: "unreached",
      asked: 1,
    });
    expect(connections).toBe(0);
  });

  it.each([
    "http://files.example/",
    "ftp://files.example/",
    "file:///etc/passwd",
    "data:text/plain,hello",
    "https://user:word@files.example/",
    "https://files.example.evil.example/",
    "https://evilfiles.example/",
    "https://files.example./",
    "https://files.example:8443/",
    "//files.example/",
    "https://files.example\\@evil.example:1/",
    "",
  ])("takes %j for no address that it may ask", async (url) => {
    expect(await ask({ url, hosts: ["files.example"], finds: [["127.0.0.1"]] })).toMatchObject(
      url.includes("\\@") ? { because: "not-allowed" } : { because: "not-allowed", asked: 0 },
    );
  });
});
