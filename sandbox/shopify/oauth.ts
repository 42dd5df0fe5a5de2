import { randomBytes } from "node:crypto";
import { type AccessToken, type Installation, isOpenTo, type RefreshChain } from "./installation.ts";
import { staffOfToken } from "./session-token.ts";
import type { StaffMember } from "./store/types.ts";

/** https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens */
const TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
const ONLINE = "urn:shopify:params:oauth:token-type:online-access-token";
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";
const HOUR = 3_600_000;
const ONLINE_SECONDS = 86_399;
const OFFLINE_SECONDS = 3_600;
const REFRESH_SECONDS = 7_776_000;

export interface TokenDesk {
  installation: Installation;
  /** Scopes a grant of now would carry. */
  scopes: string[];
  staff: StaffMember[];
  apiKey: string;
  /** Every secret that is valid now. */
  secrets: string[];
  /** The secret session tokens are signed with now. */
  signingSecrets: string[];
  at: number;
}

export interface TokenAnswer {
  status: number;
  body: { [key: string]: unknown };
}

/** `POST /admin/oauth/access_token`: token exchange (online and offline) and refresh. */
export async function grantToken(
  desk: TokenDesk,
  form: { [name: string]: string | undefined },
): Promise<TokenAnswer> {
  if (form.client_id !== desk.apiKey || !desk.secrets.includes(form.client_secret ?? ""))
    return refusal("invalid_client", "Client authentication failed");
  if (form.grant_type === TOKEN_EXCHANGE) return exchange(desk, form);
  if (form.grant_type === "refresh_token") return refresh(desk, form.refresh_token ?? "");
  return refusal("unsupported_grant_type", `not implemented in the sandbox: grant type ${form.grant_type}`);
}

/** The token as far as it is good for anything now. */
export function findToken(installation: Installation, token: string, at: number): AccessToken | null {
  const found = installation.tokens.get(token);
  if (!found || installation.state !== "installed") return null;
  return found.expiresAt !== null && found.expiresAt <= at ? null : found;
}

async function exchange(desk: TokenDesk, form: { [name: string]: string | undefined }): Promise<TokenAnswer> {
  const { installation } = desk;
  if (form.subject_token_type !== ID_TOKEN)
    return refusal("invalid_request", "subject_token_type must be an id_token");
  const staffId = await staffIn(desk, form.subject_token ?? "");
  const member = desk.staff.find((one) => String(one.id) === staffId);
  if (!member || !isOpenTo(installation))
    return refusal("invalid_subject_token", "The subject token is invalid");
  installation.state = "installed";
  installation.granted ??= desk.scopes;
  if (form.requested_token_type === ONLINE) return onlineToken(desk, member);
  if (form.requested_token_type === OFFLINE) return offlineToken(desk, form.expiring === "1");
  return refusal("invalid_request", "requested_token_type is not supported");
}

async function staffIn(desk: TokenDesk, token: string): Promise<string | null> {
  for (const secret of desk.signingSecrets) {
    const maker = { apiKey: desk.apiKey, secret, shop: desk.installation.shop, at: desk.at };
    const staff = await staffOfToken(maker, token);
    if (staff !== null) return staff;
  }
  return null;
}

function onlineToken(desk: TokenDesk, member: StaffMember): TokenAnswer {
  const scopes = desk.installation.granted!;
  const token = newToken(desk, "shpua_", ONLINE_SECONDS, member.id);
  const scope = scopes.join(",");
  return {
    status: 200,
    body: {
      access_token: token,
      scope,
      expires_in: ONLINE_SECONDS,
      associated_user_scope: scope,
      session: randomBytes(32).toString("hex"),
      associated_user: {
        id: member.id,
        first_name: member.firstName,
        last_name: member.lastName,
        email: member.email,
        email_verified: true,
        account_owner: member.accountOwner,
        locale: member.locale,
        collaborator: false,
      },
    },
  };
}

function offlineToken(desk: TokenDesk, isExpiring: boolean): TokenAnswer {
  const scope = desk.installation.granted!.join(",");
  if (!isExpiring)
    return { status: 200, body: { access_token: newToken(desk, "shpat_", null, null), scope } };
  const chain: RefreshChain = { current: newRefreshToken(), previous: null, expiresAt: refreshEnd(desk.at) };
  desk.installation.chains.push(chain);
  return expiringAnswer(desk, chain, scope);
}

/**
 * The refresh token turns over. The one used stays good until its replacement is used, so that an answer lost on the
 * way can be had again (Shopify changelog, 2026-08-28).
 */
function refresh(desk: TokenDesk, token: string): TokenAnswer {
  const { installation, at } = desk;
  const chain = installation.chains.find((one) => one.current === token || one.previous === token);
  if (!chain || chain.expiresAt <= at || installation.state !== "installed")
    return refusal("invalid_grant", "This request requires an active refresh_token");
  Object.assign(chain, { previous: token, current: newRefreshToken(), expiresAt: refreshEnd(at) });
  return expiringAnswer(desk, chain, installation.granted!.join(","));
}

function expiringAnswer(desk: TokenDesk, chain: RefreshChain, scope: string): TokenAnswer {
  return {
    status: 200,
    body: {
      access_token: newToken(desk, "shpat_", OFFLINE_SECONDS, null),
      scope,
      expires_in: OFFLINE_SECONDS,
      refresh_token: chain.current,
      refresh_token_expires_in: REFRESH_SECONDS,
    },
  };
}

function newToken(desk: TokenDesk, prefix: string, seconds: number | null, staffId: number | null): string {
  const { tokens, granted } = desk.installation;
  for (const [token, { expiresAt }] of tokens)
    if (expiresAt !== null && expiresAt < desk.at - HOUR) tokens.delete(token);
  const token = `${prefix}${randomBytes(16).toString("hex")}`;
  const expiresAt = seconds === null ? null : desk.at + seconds * 1000;
  tokens.set(token, { token, scopes: [...granted!], expiresAt, staffId });
  return token;
}

function newRefreshToken() {
  return `shprt_${randomBytes(16).toString("hex")}`;
}

function refreshEnd(at: number) {
  return at + REFRESH_SECONDS * 1000;
}

function refusal(error: string, description: string): TokenAnswer {
  return { status: 400, body: { error, error_description: description } };
}
