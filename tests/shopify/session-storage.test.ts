import { createCipheriv, randomBytes } from "node:crypto";
import { Session } from "@shopify/shopify-api";
import { describe, expect, it, vi } from "vitest";

const keys = vi.hoisted(() => {
  const old = "b2xkLXNlYWxpbmcta2V5LW9mLTMyLWJ5dGVzLS0tLS0=";
  const recent = "bmV3LXNlYWxpbmcta2V5LW9mLTMyLWJ5dGVzLS0tLS0=";
  process.env.SEALING_KEYS = `recent:${recent},old:${old}`;
  return { old, recent };
});
const { prisma } = await import("#app/db.server.ts");
const { isSealedWithOldKey } = await import("#app/seal.server.ts");
const { sessionStorage } = await import("#app/shopify/session-storage.server.ts");

const domain = "tidewater.myshopify.com";
const offline = (over: object = {}) =>
  new Session({
    id: `offline_${domain}`,
    shop: domain,
    state: "",
    isOnline: false,
    scope: "write_orders",
    accessToken: "shpat_secret",
    expires: new Date("2026-11-21T11:00:00Z"),
    refreshToken: "shprt_secret",
    refreshTokenExpires: new Date("2027-02-19T10:00:00Z"),
    ...over,
  });
const rowOf = (id: string) => prisma.session.findUniqueOrThrow({ where: { id } });

/** As seal.server.ts writes it, by another hand: key's id, nonce, tag, text. */
function sealedWith(id: string, key: string, text: string): Buffer<ArrayBuffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(key, "base64"), nonce);
  const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([Buffer.of(id.length), Buffer.from(id), nonce, cipher.getAuthTag(), sealed]);
}

describe("a session in the database", () => {
  it("comes back as it was stored", async () => {
    await sessionStorage.storeSession(offline());
    expect(await sessionStorage.loadSession(`offline_${domain}`)).toEqual(offline());
    expect(await sessionStorage.findSessionsByShop!(domain)).toEqual([offline()]);
    expect(await sessionStorage.loadSession("offline_nobody")).toBeUndefined();
  });

  it("of a person keeps who they are, and nothing else of Shopify's answer", async () => {
    const associated_user = {
      id: 7,
      first_name: "Maya",
      last_name: "Tide",
      email: "maya@tidewater.example",
      email_verified: true,
      account_owner: true,
      locale: "en",
      collaborator: false,
    };
    const onlineAccessInfo = { expires_in: 86_399, associated_user_scope: "write_orders", associated_user };
    const online = new Session({
      id: `${domain}_7`,
      shop: domain,
      state: "",
      isOnline: true,
      accessToken: "shpua_secret",
      onlineAccessInfo: { ...onlineAccessInfo, session: "shp_secret" } as typeof onlineAccessInfo,
    });
    await sessionStorage.storeSession(online);
    expect((await sessionStorage.loadSession(`${domain}_7`))?.onlineAccessInfo).toEqual(onlineAccessInfo);
    expect(JSON.stringify(await rowOf(`${domain}_7`))).not.toContain("shp_secret");
  });

  it("holds no token that a reader of the database could use", async () => {
    await sessionStorage.storeSession(offline());
    const { rows } = await (await import("#app/db.server.ts")).pool.query(
      `select s::text as text from "Session" s`,
    );
    for (const { text } of rows) {
      expect(text).not.toContain("shpat_");
      expect(text).not.toContain(Buffer.from("shpat_").toString("hex"));
      expect(text).not.toContain(Buffer.from("shprt_").toString("hex"));
    }
  });

  it("is stored twenty times at once without a clash", async () => {
    const stored = Array.from({ length: 20 }, () => sessionStorage.storeSession(offline()));
    expect(await Promise.all(stored)).not.toContain(false);
    expect(await prisma.session.count({ where: { id: `offline_${domain}` } })).toBe(1);
  });

  it("is gone when it is deleted, alone or with others", async () => {
    await sessionStorage.storeSession(offline());
    await sessionStorage.deleteSession(`offline_${domain}`);
    await sessionStorage.deleteSessions([`${domain}_7`, "unknown"]);
    expect(await sessionStorage.findSessionsByShop!(domain)).toEqual([]);
  });
});

describe("after the key was changed", () => {
  it("a token sealed with the old key still opens, and the next write seals it with the new one", async () => {
    await sessionStorage.storeSession(offline());
    const where = { id: `offline_${domain}` };
    const old = {
      accessToken: sealedWith("old", keys.old, "shpat_older"),
      refreshToken: sealedWith("old", keys.old, "shprt_older"),
    };
    await prisma.session.update({ where, data: old });
    const session = (await sessionStorage.loadSession(where.id))!;
    expect(session).toMatchObject({ accessToken: "shpat_older", refreshToken: "shprt_older" });
    expect(isSealedWithOldKey((await rowOf(where.id)).accessToken)).toBe(true);
    await sessionStorage.storeSession(session);
    const row = await rowOf(where.id);
    expect(isSealedWithOldKey(row.accessToken) || isSealedWithOldKey(row.refreshToken!)).toBe(false);
    expect(await sessionStorage.loadSession(where.id)).toMatchObject({ accessToken: "shpat_older" });
  });

  it("a token whose key is gone, or whose bytes were changed, is no session: Shopify gives another", async () => {
    const where = { id: `offline_${domain}` };
    const lost = sealedWith("lost", keys.old, "shpat_lost");
    await prisma.session.update({ where, data: { accessToken: lost } });
    expect(await sessionStorage.loadSession(where.id)).toBeUndefined();
    const changed = sealedWith("recent", keys.recent, "shpat_changed");
    changed[changed.length - 1]! ^= 1;
    await prisma.session.update({ where, data: { accessToken: changed } });
    expect(await sessionStorage.loadSession(where.id)).toBeUndefined();
  });
});
