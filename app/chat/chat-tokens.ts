import { DAY, later, MINUTE } from "#app/clock.ts";
import { newId } from "#app/id.ts";
import { readToken, signToken } from "#app/seal.server.ts";

/** What the widget keeps in the browser: which visitor this is, and under whose sign-in. */
export interface Visitor {
  shopId: string;
  visitorId: string;
  /** Shopify's id of the customer who was signed in, or null. Somebody else signing in gets another visitor. */
  customerShopifyId: string | null;
}

/** What the session's request told of the browser. */
export interface Browser {
  locale: string;
  /** Where on the network it is (network-of.ts), or null. */
  network: string | null;
}

/** What opens the chat's doors for half an hour. */
export interface ChatPass extends Visitor, Browser {
  exp: number;
}

const PASS_MS = 30 * MINUTE;
const VISITOR_MS = 60 * DAY;

export function signVisitor(visitor: Visitor, at: Date): string {
  return signToken("visitor", { ...visitor, exp: later(at, VISITOR_MS).getTime() });
}

export function signPass(visitor: Visitor, browser: Browser, at: Date): { token: string; expiresAt: Date } {
  const expiresAt = later(at, PASS_MS);
  return { token: signToken("chat", { ...visitor, ...browser, exp: expiresAt.getTime() }), expiresAt };
}

/** The visitor behind a kept secret, or null where it is not ours, of another shop, or two months old. */
export function readVisitor(secret: unknown, shopId: string, at: Date): Visitor | null {
  const claims = typeof secret === "string" ? (readToken("visitor", secret) as ChatPass | null) : null;
  return claims && claims.shopId === shopId && claims.exp > at.getTime() ? claims : null;
}

export function readPass(header: string | undefined, at: Date): ChatPass | null {
  const token = /^Bearer (.+)$/.exec(header ?? "")?.[1];
  const claims = token ? (readToken("chat", token) as ChatPass | null) : null;
  return claims && claims.exp > at.getTime() ? claims : null;
}

/**
 * Which visitor a browser is now: the one it was, unless who is signed in has changed. Signing in or out gives another
 * visitor id each time, for computers are shared and an earlier user may have kept the old one.
 */
export function nextVisitor(shopId: string, kept: Visitor | null, customerShopifyId: string | null): Visitor {
  const isSame = kept?.customerShopifyId === customerShopifyId;
  return { shopId, visitorId: isSame ? kept.visitorId : newId(), customerShopifyId };
}
