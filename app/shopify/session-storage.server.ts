import { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { pool, prisma } from "#app/db.server.ts";
import { Prisma, type Session as Row } from "#app/generated/prisma/client.ts";
import { log } from "#app/log.server.ts";
import { seal, unseal } from "#app/seal.server.ts";

/**
 * Ours, because Shopify's Prisma storage keeps tokens plain. They are sealed here and nowhere else; a row is
 * always written under the newest key, so an old key leaves with the next refresh (an hour at most offline).
 * The upsert is one INSERT … ON CONFLICT: two token exchanges at once, as on every first load, are harmless.
 */
export const sessionStorage: SessionStorage = {
  async storeSession(session) {
    const { id, ...row } = toRow(session);
    await prisma.session.upsert({ where: { id }, create: { id, ...row }, update: row });
    return true;
  },
  async loadSession(id) {
    // With every request of staff: by hand, for Prisma's client takes several times as long as the database.
    const { rows } = await pool.query<Row>(`select * from "Session" where id = $1`, [id]);
    return (rows[0] && readRow(rows[0])) ?? undefined;
  },
  async deleteSession(id) {
    await prisma.session.deleteMany({ where: { id } });
    return true;
  },
  async deleteSessions(ids) {
    await prisma.session.deleteMany({ where: { id: { in: ids } } });
    return true;
  },
  async findSessionsByShop(shop) {
    const rows = await prisma.session.findMany({ where: { shop }, take: 25 });
    return rows.flatMap((row) => readRow(row) ?? []);
  },
};

/** The columns of a session, its tokens sealed under the newest key. */
export function toRow(session: Session) {
  const { id, shop, state, isOnline, scope, expires, refreshTokenExpires } = session;
  return {
    id,
    shop,
    state,
    isOnline,
    scope: scope ?? null,
    expires: expires ?? null,
    refreshTokenExpires: refreshTokenExpires ?? null,
    accessToken: seal(session.accessToken ?? ""),
    refreshToken: session.refreshToken ? seal(session.refreshToken) : null,
    associatedUser: userOf(session) ?? Prisma.DbNull,
  };
}

/** Only what we use of Shopify's answer: the rest of it may hold tokens. */
function userOf({ onlineAccessInfo }: Session): Prisma.InputJsonObject | null {
  if (!onlineAccessInfo) return null;
  const { associated_user, associated_user_scope, expires_in } = onlineAccessInfo;
  return { associated_user: { ...associated_user }, associated_user_scope, expires_in };
}

/** The session of a row, or null where its key is gone: then Shopify gives a new token for the asking. */
export function readRow(row: Row): Session | null {
  try {
    return fromRow(row);
  } catch (err) {
    log.error({ err, session: row.isOnline ? "online" : "offline" }, "a stored token cannot be opened");
    return null;
  }
}

function fromRow(row: Row): Session {
  const { id, shop, state, isOnline, accessToken, refreshToken, associatedUser } = row;
  return new Session({
    id,
    shop,
    state,
    isOnline,
    accessToken: unseal(accessToken).toString(),
    scope: row.scope ?? undefined,
    expires: row.expires ?? undefined,
    refreshToken: refreshToken ? unseal(refreshToken).toString() : undefined,
    refreshTokenExpires: row.refreshTokenExpires ?? undefined,
    onlineAccessInfo: (associatedUser ?? undefined) as Session["onlineAccessInfo"],
  });
}
