import { BROWSER } from "#tests/app.ts";
import { town } from "#tests/town.ts";
import { signPass } from "#app/chat/chat-tokens.ts";
import { now } from "#app/clock.ts";
import { ROLES } from "#app/shop/role.ts";
import type { TwoShops } from "./two-shops.ts";

export interface Caller {
  name: string;
  /** Tries every id of theirs; the others a few of each kind. */
  isThorough: boolean;
  headers(): Promise<Record<string, string>>;
}

/** Everybody of our shop who might ask for something of the other, and strangers with forged papers. */
export function callersOf({ ours, theirs }: TwoShops, isQuick: boolean): Caller[] {
  const staff = ROLES.map((role) => ({
    name: role,
    headers: () => staffHeaders(ours.domain, ours.staff[role]),
  }));
  const all = [
    ...staff,
    { name: "shopper", headers: async () => bearer(ours.shopper.session.token) },
    { name: "anonymous", headers: async () => bearer(null) },
    {
      name: "forged-staff",
      headers: async () => bearer(forgedJwt(await staffToken(theirs.domain, theirs.staff.owner))),
    },
    { name: "forged-shopper", headers: async () => bearer(forgedPass(theirs)) },
  ];
  return all.map((caller) => ({ ...caller, isThorough: !isQuick || caller.name === "owner" }));
}

const bearer = (token: string | null) => ({
  "user-agent": BROWSER,
  ...(token && { authorization: `Bearer ${token}` }),
});

export async function staffHeaders(domain: string, staff: number): Promise<Record<string, string>> {
  return bearer(await staffToken(domain, staff));
}

const TOKEN_LASTS_MS = 40_000;
const tokens = new Map<string, { token: Promise<string>; until: number }>();

function staffToken(domain: string, staff: number): Promise<string> {
  const key = `${domain} ${staff}`;
  const kept = tokens.get(key);
  if (kept && kept.until > performance.now()) return kept.token;
  const token = town.shop(domain).sessionToken({ staff });
  tokens.set(key, { token, until: performance.now() + TOKEN_LASTS_MS });
  return token;
}

/** Their claims, somebody else's signature. */
function forgedJwt(token: string): string {
  const [head, claims] = token.split(".");
  return `${head}.${claims}.${Buffer.alloc(32, 7).toString("base64url")}`;
}

function forgedPass({ shopper, shopId }: TwoShops["theirs"]): string {
  const visitor = JSON.parse(Buffer.from(shopper.session.visitor.split(".")[0]!, "base64url").toString());
  const { token } = signPass({ ...visitor, shopId }, { locale: "en", network: null }, now());
  return `${token.split(".")[0]}.${Buffer.alloc(32, 7).toString("base64url")}`;
}
