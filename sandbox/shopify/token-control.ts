import { randomUUID } from "node:crypto";
import { type ControlCall, refusal } from "../town-types.ts";
import { installApp } from "./install-app.ts";
import { isOpenTo } from "./installation.ts";
import type { Platform } from "./platform.ts";
import { launchQuery, sessionToken, type TokenFlaws } from "./session-token.ts";
import type { Store } from "./store/contract.ts";
import { storeOf } from "./store/control/call.ts";
import type { StaffMember } from "./store/types.ts";

/** Control routes for session tokens, launch queries, the app's secret, and tokens that run out. */
export function addTokenControl(platform: Platform): void {
  const { town } = platform;
  town.control("GET /shops/:domain/session-token", (call) => giveSessionToken(platform, call));
  town.control("GET /shops/:domain/launch", (call) => giveLaunchQuery(platform, call));
  town.control("POST /shops/:domain/expire-tokens", (call) => expireTokens(platform, call));
  town.control("POST /rotate-secret", (call) => rotateSecret(platform, call));
}

function expireTokens(platform: Platform, call: ControlCall) {
  const installation = platform.installation(storeOf(platform.town, call).domain);
  for (const token of installation.tokens.values()) token.expiresAt = platform.town.clock.now();
  return { expired: installation.tokens.size };
}

async function giveSessionToken(platform: Platform, call: ControlCall) {
  const { maker, member, flaws } = asked(platform, call);
  return { token: await sessionToken(maker, String(flaws.sub ?? member.id), flaws) };
}

async function giveLaunchQuery(platform: Platform, call: ControlCall) {
  const store = storeOf(platform.town, call);
  const installation = platform.installation(store.domain);
  if (!isOpenTo(installation))
    throw refusal(409, `the app was uninstalled: POST /_town/shops/${store.domain}/install`);
  if (installation.state === "never") installApp(platform, store);
  const { maker, member, flaws } = asked(platform, call);
  const query = await launchQuery(maker, { id: String(member.id), locale: member.locale }, flaws);
  return { query: query.toString(), staff: member };
}

/** `?staff=ID`, and any override: `expired=1`, `notYet=1`, `alg=none`, `secret=…`, or a claim by its name. */
function asked(platform: Platform, call: ControlCall) {
  const store = storeOf(platform.town, call);
  const { staff, expired, notYet, ...overrides } = Object.fromEntries(call.query);
  const maker = {
    apiKey: platform.town.app.key,
    secret: platform.signingSecret(),
    shop: store.domain,
    at: platform.town.clock.now(),
  };
  const flaws: TokenFlaws = {
    ...numeric(overrides),
    ...(expired && { expired: true }),
    ...(notYet && { notYet: true }),
  };
  return { maker, member: staffMember(store, staff), flaws };
}

function staffMember(store: Store, id: string | undefined): StaffMember {
  const all = store.staff();
  const member =
    id === undefined
      ? (all.find((one) => one.accountOwner) ?? all[0])
      : all.find((one) => String(one.id) === id);
  if (!member) throw refusal(404, `no staff member ${id} in ${store.domain}`);
  return member;
}

function numeric(claims: { [name: string]: string }) {
  const times = new Set(["exp", "nbf", "iat"]);
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [name, times.has(name) ? Number(value) : value]),
  );
}

function rotateSecret(platform: Platform, { body }: ControlCall) {
  const asked = body as { secret?: string; signWith?: "old" | "new" };
  platform.rotateSecret(asked.secret ?? `rotated-${randomUUID()}`, asked.signWith ?? "old");
  return { secrets: platform.validSecrets() };
}
