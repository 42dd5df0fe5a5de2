import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { later, MINUTE, now } from "#app/clock.ts";
import { inShop, pool, prisma } from "#app/db.server.ts";
import { offlineToken } from "#app/shopify/offline-token.server.ts";
import { sessionStorage } from "#app/shopify/session-storage.server.ts";
import { newShop, openApp } from "#tests/shopify/opened-app.ts";
import { control, town } from "#tests/town.ts";

let domain: string;
let id: string;
beforeAll(async () => {
  domain = await newShop("tokens");
  id = `offline_${domain}`;
  await openApp(domain);
});
beforeEach(async () => {
  await town.faults.clear();
  await prisma.session.update({ where: { id }, data: { expires: later(now(), MINUTE) } });
});
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** Every token the town gave out counts, so a refresh more is one more. */
const tokensGiven = async () =>
  (await control<{ tokens: number }>("GET", `/shops/${domain}/installation`)).tokens;
const tokenOf = async () => {
  const token = await offlineToken(domain);
  return token.ok ? token.accessToken : token.because;
};
const fault = (name: "reset" | "reset-after" | "500-before" | "429", times = 1) =>
  town.faults.add({ provider: "shopify", fault: name, times, match: { path: "/access_token/" } });

/** A process of its own that asks for the token `times` times at once and tells what it got. */
function askInAnotherProcess(times: number): ChildProcess {
  const child = fork(join(import.meta.dirname, "token-probe.ts"), [domain, String(times)], {
    execArgv: ["--import", join(import.meta.dirname, "../../sandbox/preload.mjs")],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, DATABASE_URL: process.env.DATABASE_URL! },
  });
  children.push(child);
  return child;
}

describe("the shop's token", () => {
  it("is the one we have while it is good", async () => {
    await prisma.session.update({ where: { id }, data: { expires: later(now(), 10 * MINUTE) } });
    const before = await tokensGiven();
    expect(await tokenOf()).toBe((await sessionStorage.loadSession(id))!.accessToken);
    expect(await tokensGiven()).toBe(before);
  });

  it("is refreshed once, however many jobs ask for it when it ends", async () => {
    const before = await tokensGiven();
    const tokens = await Promise.all(Array.from({ length: 50 }, tokenOf));
    expect(new Set(tokens).size).toBe(1);
    expect(await tokensGiven()).toBe(before + 1);
    const session = (await sessionStorage.loadSession(id))!;
    expect(session.accessToken).toBe(tokens[0]);
    expect(session.expires!.getTime()).toBeGreaterThan(later(now(), 50 * MINUTE).getTime());
  });

  it("is refreshed once, in however many processes they run", async () => {
    const before = await tokensGiven();
    const others = [askInAnotherProcess(20), askInAnotherProcess(20)];
    const ready = await Promise.all(others.map((child) => once(child, "message")));
    expect(ready.flat(2)).toContain("ready");
    for (const child of others) child.send("go");
    const here = Promise.all(Array.from({ length: 10 }, tokenOf));
    const there = await Promise.all(others.map((child) => once(child, "message")));
    const tokens = [...(await here), ...there.flatMap(([said]) => said as string[])];
    expect(tokens).toHaveLength(50);
    expect(new Set(tokens).size).toBe(1);
    expect(await tokensGiven()).toBe(before + 1);
  });

  it("survives the death of the process that had the answer and had not written it", async () => {
    await withBlockedWrites(async (isBlocked) => {
      const child = askInAnotherProcess(1);
      await once(child, "message");
      child.send("go");
      await isBlocked();
      child.kill("SIGKILL");
      await once(child, "exit");
    });
    const old = (await sessionStorage.loadSession(id))!;
    const token = await tokenOf();
    expect(token).toMatch(/^shpat_/);
    expect(token).not.toBe(old.accessToken);
    expect((await sessionStorage.loadSession(id))!.accessToken).toBe(token);
  });

  it("survives an answer that was lost on the way", async () => {
    await fault("reset-after");
    expect(await tokenOf()).toBe("unavailable");
    expect(await tokenOf()).toMatch(/^shpat_/);
  });

  it("is not to be had while Shopify is away, and says so without losing anything", async () => {
    const before = await sessionStorage.loadSession(id);
    for (const name of ["reset", "500-before", "429"] as const) {
      await fault(name);
      expect(await tokenOf()).toBe("unavailable");
    }
    expect(await sessionStorage.loadSession(id)).toEqual(before);
    expect(await tokenOf()).toMatch(/^shpat_/);
  });

  it("that Shopify refused is replaced, though its time is not up", async () => {
    const first = await tokenOf();
    const second = await offlineToken(domain, { not: first });
    expect(second).toMatchObject({ ok: true });
    expect(second).not.toMatchObject({ accessToken: first });
    // Somebody who was refused with the same token a moment later takes what the first one brought.
    expect(await offlineToken(domain, { not: first })).toEqual(second);
  });

  it("is gone with the shop, and the merchant hears what to do", async () => {
    expect(await offlineToken("nobody.myshopify.com")).toMatchObject({
      ok: false,
      because: "access-denied",
      say: expect.stringContaining("Open Threadline"),
    });
    const session = (await sessionStorage.loadSession(id))!;
    session.refreshToken = "shprt_worthless";
    await sessionStorage.storeSession(session);
    expect(await offlineToken(domain)).toMatchObject({ ok: false, because: "access-denied" });
  });

  it("is never asked for inside a verb's transaction", async () => {
    const { id: shopId } = await prisma.shop.findUniqueOrThrow({ where: { domain } });
    await expect(inShop(shopId, () => offlineToken(domain))).rejects.toThrow("finish the transaction");
  });
});

/** Holds every write of a session until `work` is done: a trigger waits for a lock that we have. */
async function withBlockedWrites(work: (isBlocked: () => Promise<void>) => Promise<void>) {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock(4711)");
    await client.query(`
      create function wait_a_while() returns trigger language plpgsql as
        $$ begin perform pg_advisory_xact_lock(4711); return new; end $$`);
    await client.query(
      `create trigger wait before update on "Session" for each row execute function wait_a_while()`,
    );
    await work(() => untilSomebodyWaits(client));
  } finally {
    await client.query("select pg_advisory_unlock(4711)");
    await client.query(`drop trigger wait on "Session"`);
    await client.query("drop function wait_a_while");
    client.release();
  }
}

async function untilSomebodyWaits(client: { query(text: string): Promise<{ rows: { n: number }[] }> }) {
  const waiting =
    "select count(*)::int n from pg_locks where locktype = 'advisory' and objid = 4711 and not granted";
  while ((await client.query(waiting)).rows[0]!.n === 0) await new Promise(setImmediate);
}
