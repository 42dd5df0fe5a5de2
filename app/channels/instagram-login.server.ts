import { z } from "zod";
import { askGraph, type GraphAnswer, INSTAGRAM } from "#app/channels/graph-api.server.ts";
import { later } from "#app/clock.ts";
import { env } from "#app/env.server.ts";
import { text } from "#app/payload.ts";

/** What an account's messages need, each with what does not work without it. */
export const INSTAGRAM_NEEDS = {
  instagram_business_basic: "Threadline cannot see which account this is",
  instagram_business_manage_messages: "Threadline can neither read nor answer messages",
} as const;

/** And what does without it: the tag for people is a feature that Meta grants apart. */
export const INSTAGRAM_PERMISSIONS = {
  ...INSTAGRAM_NEEDS,
  human_agent: "your team cannot answer later than 24 hours after a shopper's last message",
} as const;

const FIELDS = "messages,messaging_postbacks,messaging_seen,messaging_referral,message_reactions";
/** Without the version: these three have none in their addresses. */
const TOKENS = "https://graph.instagram.com";

const appId = () => env.INSTAGRAM_APP_ID ?? env.META_APP_ID ?? "";
const appSecret = () => env.INSTAGRAM_APP_SECRET ?? env.META_APP_SECRET ?? "";

/** Where the merchant agrees. https://developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/business-login */
export function instagramSignIn(state: string, redirectUri: string): string {
  const query = new URLSearchParams({
    client_id: appId(),
    redirect_uri: redirectUri,
    response_type: "code",
    scope: Object.keys(INSTAGRAM_PERMISSIONS).join(","),
    state,
  });
  return `https://www.instagram.com/oauth/authorize?${query}`;
}

export interface InstagramGrant {
  token: string;
  endsAt: Date;
  /** Null where the token does not tell: the account's own threads are asked then. */
  permissions: string[] | null;
}

const Short = z.object({
  access_token: z.string(),
  permissions: z.union([z.array(z.string()), z.string()]).nullish(),
});
const Long = z.object({ access_token: z.string(), expires_in: z.number() });

/** A sign-in's code becomes a token of an hour, and that one of sixty days. */
export async function grantOfCode(
  code: string,
  redirectUri: string,
  at: Date,
): Promise<GraphAnswer<InstagramGrant>> {
  const form = new URLSearchParams({
    client_id: appId(),
    client_secret: appSecret(),
    grant_type: "authorization_code",
    redirect_uri: redirectUri,
    code,
  });
  const short = await askGraph("https://api.instagram.com/oauth/access_token", Short, {
    method: "POST",
    form,
  });
  if (!short.ok) return short;
  const { access_token: token, permissions } = short.data;
  const fields = { grant_type: "ig_exchange_token", client_secret: appSecret() };
  const long = await askGraph(`${TOKENS}/access_token`, Long, { token, fields });
  if (!long.ok) return long;
  return { ok: true, data: { ...grantOf(long.data, at), permissions: listOf(permissions) } };
}

/** Sixty days from now, for a token that is at least a day old and has not ended. */
export async function refreshInstagram(
  token: string,
  at: Date,
): Promise<GraphAnswer<Omit<InstagramGrant, "permissions">>> {
  const fields = { grant_type: "ig_refresh_token" };
  const longer = await askGraph(`${TOKENS}/refresh_access_token`, Long, { token, fields });
  return longer.ok ? { ok: true, data: grantOf(longer.data, at) } : longer;
}

const grantOf = ({ access_token, expires_in }: z.infer<typeof Long>, at: Date) => ({
  token: access_token,
  endsAt: later(at, expires_in * 1000),
});

const listOf = (permissions: string[] | string | null | undefined): string[] | null =>
  typeof permissions === "string" ? permissions.split(",") : (permissions ?? null);

export interface InstagramAccount {
  id: string;
  username: string;
}

const Me = z.object({ user_id: text, id: text, username: text });

/** The account that a token speaks for. `user_id` is the one that webhooks name. */
export async function accountOfToken(token: string): Promise<GraphAnswer<InstagramAccount>> {
  const answer = await askGraph(`${INSTAGRAM}/me`, Me, { token, fields: { fields: "user_id,username" } });
  if (!answer.ok) return answer;
  const { user_id, id, username } = answer.data;
  return { ok: true, data: { id: user_id ?? id ?? "", username: username ?? "" } };
}

/** Whether the token may read messages: what it was granted cannot be asked, so this tries. */
export const readsMessages = (token: string): Promise<GraphAnswer<unknown>> =>
  askGraph(`${INSTAGRAM}/me/conversations`, z.object({ data: z.array(z.unknown()) }), {
    token,
    fields: { platform: "instagram", limit: "1" },
  });

const Done = z.object({ success: z.boolean() });

export const subscribeInstagram = (id: string, token: string): Promise<GraphAnswer<unknown>> =>
  askGraph(`${INSTAGRAM}/${id}/subscribed_apps`, Done, {
    token,
    method: "POST",
    fields: { subscribed_fields: FIELDS },
  });

export const unsubscribeInstagram = (id: string, token: string): Promise<GraphAnswer<unknown>> =>
  askGraph(`${INSTAGRAM}/${id}/subscribed_apps`, Done, { token, method: "DELETE" });
