import { Session } from "@shopify/shopify-api";
import { later, MINUTE, now, SECOND } from "#app/clock.ts";
import { assertNoTransaction, prisma } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import type { Prisma } from "#app/generated/prisma/client.ts";
import { log } from "#app/log.server.ts";
import { readRow, sessionStorage, toRow } from "./session-storage.server.ts";

export type OfflineToken =
  | { ok: true; accessToken: string }
  | { ok: false; because: "access-denied" | "unavailable"; say: string };

/** Refreshed this long before it ends, so that no call leaves with a token that dies on the way. */
const MARGIN = 5 * MINUTE;
const ANSWER_WITHIN = 10 * SECOND;

/**
 * The shop's own access token, refreshed where it is about to end or is the one Shopify just refused (`not`).
 * However many ask, in however many processes, Shopify is asked once: they wait on the session's row.
 */
export async function offlineToken(domain: string, { not }: { not?: string } = {}): Promise<OfflineToken> {
  assertNoTransaction("offlineToken");
  const session = await sessionStorage.loadSession(idOf(domain));
  if (session && isUsable(session, not)) return { ok: true, accessToken: session.accessToken! };
  // One connection a process waits, however many of its jobs do.
  const running =
    refreshing.get(domain) ?? refreshAlone(domain, not).finally(() => refreshing.delete(domain));
  refreshing.set(domain, running);
  return running;
}

const refreshing = new Map<string, Promise<OfflineToken>>();
const idOf = (domain: string) => `offline_${domain}`;

function isUsable({ accessToken, expires }: Session, not: string | undefined): boolean {
  return !!accessToken && accessToken !== not && (!expires || expires > later(now(), MARGIN));
}

/**
 * The one place where a transaction stands open over HTTP: its row lock is what makes the refresh single. A process
 * that dies here lets go of the row, and Shopify keeps the old refresh token until the new one is used
 * (shopify.dev/changelog, 2026-08-28): so the next one simply asks again, and a token is used after its commit only.
 */
async function refreshAlone(domain: string, not: string | undefined): Promise<OfflineToken> {
  const patience = { maxWait: ANSWER_WITHIN, timeout: 3 * ANSWER_WITHIN };
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`set local idle_in_transaction_session_timeout = '30s'`;
    await tx.$queryRaw`select id from "Session" where id = ${idOf(domain)} for update`;
    const row = await tx.session.findUnique({ where: { id: idOf(domain) } });
    const session = row && readRow(row);
    if (!session) return openTheApp;
    if (isUsable(session, not)) return { ok: true, accessToken: session.accessToken! };
    return session.refreshToken ? refresh(tx, session) : openTheApp;
  }, patience);
}

async function refresh(tx: Prisma.TransactionClient, session: Session): Promise<OfflineToken> {
  const reply = await askForRefresh(session.shop, session.refreshToken!);
  log.info({ shop: session.shop, status: reply.status }, "offline token refreshed");
  if (!reply.token) {
    if (reply.status < 400 || reply.status >= 500 || reply.status === 429) return tryLater;
    // Whoever opens the app next must come to Shopify's package, which alone gets a token anew: so after a restore,
    // where the backup's tokens of people still look good and its refresh token was used up long ago.
    await tx.session.deleteMany({ where: { shop: session.shop, isOnline: true } });
    return openTheApp;
  }
  const { id, ...row } = toRow(renewed(session, reply.token));
  await tx.session.update({ where: { id }, data: row });
  return { ok: true, accessToken: reply.token.access_token };
}

interface RefreshedToken {
  access_token: string;
  scope: string;
  /** Seconds from now. */
  expires_in: number;
  refresh_token: string;
  refresh_token_expires_in: number;
}

/** By hand, because Shopify's client has no time-out and a row lock waits on this. Status 0: no answer. */
async function askForRefresh(
  domain: string,
  refreshToken: string,
): Promise<{ status: number; token: RefreshedToken | null }> {
  try {
    const response = await fetch(`https://${domain}/admin/oauth/access_token`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({
        client_id: env.SHOPIFY_API_KEY,
        client_secret: env.SHOPIFY_API_SECRET,
        grant_type: "refresh_token",
        refresh_token: refreshToken,
      }),
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    });
    const body: unknown = await response.json();
    return { status: response.status, token: response.ok && isToken(body) ? body : null };
  } catch (err) {
    log.warn({ err, shop: domain }, "no answer to a token refresh");
    return { status: 0, token: null };
  }
}

function isToken(body: unknown): body is RefreshedToken {
  return typeof body === "object" && body !== null && "access_token" in body && "refresh_token" in body;
}

function renewed(session: Session, token: RefreshedToken): Session {
  const at = now();
  return new Session({
    ...session.toObject(),
    accessToken: token.access_token,
    scope: token.scope,
    expires: later(at, token.expires_in * SECOND),
    refreshToken: token.refresh_token,
    refreshTokenExpires: later(at, token.refresh_token_expires_in * SECOND),
  });
}

const openTheApp: OfflineToken = {
  ok: false,
  because: "access-denied",
  say: "Threadline's access to this shop has ended. Open Threadline in Shopify admin once to renew it.",
};
const tryLater: OfflineToken = {
  ok: false,
  because: "unavailable",
  say: "Shopify does not answer at the moment. Nothing was lost; try again in a minute.",
};
