import { z } from "zod";
import { askGraph, FACEBOOK, type GraphAnswer, GRAPH_VERSION } from "#app/channels/graph-api.server.ts";
import { env } from "#app/env.server.ts";

/** What a Page's messages need, each with what does not work without it. */
export const PAGE_NEEDS = {
  pages_messaging: "Threadline can neither read nor answer messages",
  pages_manage_metadata: "Messenger does not tell Threadline of new messages",
} as const;

/** And what does without it: the tag for people is a feature that Meta grants apart. */
export const PAGE_PERMISSIONS = {
  ...PAGE_NEEDS,
  human_agent: "your team cannot answer later than 24 hours after a shopper's last message",
} as const;

/** What Threadline hears of a Page. */
const FIELDS =
  "messages,messaging_postbacks,messaging_referrals,message_deliveries,message_reads,message_echoes,message_reactions";

export interface PageFound {
  id: string;
  name: string;
  token: string;
}

/** Where the merchant agrees, by Facebook Login for Business. https://developers.facebook.com/docs/facebook-login/facebook-login-for-business */
export function facebookSignIn(state: string, redirectUri: string): string {
  const query = new URLSearchParams({
    client_id: env.META_APP_ID ?? "",
    redirect_uri: redirectUri,
    state,
    response_type: "code",
    scope: ["pages_show_list", ...Object.keys(PAGE_PERMISSIONS)].join(","),
    ...(env.META_LOGIN_CONFIG_ID && { config_id: env.META_LOGIN_CONFIG_ID }),
  });
  return `https://www.facebook.com/${GRAPH_VERSION}/dialog/oauth?${query}`;
}

const Granted = z.object({ access_token: z.string() });
const Pages = z.object({
  data: z.array(z.object({ id: z.string(), name: z.string(), access_token: z.string() })),
});

/**
 * The Pages of whoever signed in, each with a token of its own. The user's token is made long-lived first: a Page's token
 * taken from one of those has no end.
 */
export async function pagesOfCode(code: string, redirectUri: string): Promise<GraphAnswer<PageFound[]>> {
  const app = { client_id: env.META_APP_ID ?? "", client_secret: env.META_APP_SECRET ?? "" };
  const exchange = `${FACEBOOK}/oauth/access_token`;
  const short = await askGraph(exchange, Granted, { fields: { ...app, redirect_uri: redirectUri, code } });
  if (!short.ok) return short;
  const grant = { grant_type: "fb_exchange_token", fb_exchange_token: short.data.access_token };
  const long = await askGraph(exchange, Granted, { fields: { ...app, ...grant } });
  if (!long.ok) return long;
  const pages = await askGraph(`${FACEBOOK}/me/accounts`, Pages, {
    token: long.data.access_token,
    fields: { fields: "id,name,access_token", limit: "100" },
  });
  if (!pages.ok) return pages;
  return {
    ok: true,
    data: pages.data.data.map(({ id, name, access_token }) => ({ id, name, token: access_token })),
  };
}

export interface TokenFacts {
  isValid: boolean;
  permissions: string[];
  /** Null: not by itself. */
  endsAt: Date | null;
}

const Debugged = z.object({
  data: z.object({
    is_valid: z.boolean(),
    scopes: z.array(z.string()).default([]),
    expires_at: z.number().default(0),
    data_access_expires_at: z.number().default(0),
  }),
});

/** What a token of a Page may do, and until when: the sooner of its own end and that of the access to data. */
export async function inspectPageToken(token: string): Promise<GraphAnswer<TokenFacts>> {
  const answer = await askGraph(`${FACEBOOK}/debug_token`, Debugged, {
    token: `${env.META_APP_ID}|${env.META_APP_SECRET}`,
    fields: { input_token: token },
  });
  if (!answer.ok) return answer;
  const { is_valid, scopes, expires_at, data_access_expires_at } = answer.data.data;
  const ends = [expires_at, data_access_expires_at].filter((second) => second > 0);
  const endsAt = ends.length ? new Date(Math.min(...ends) * 1000) : null;
  return { ok: true, data: { isValid: is_valid, permissions: scopes, endsAt } };
}

/** The Page that a token speaks for. */
export const pageOfToken = (token: string): Promise<GraphAnswer<{ id: string; name: string }>> =>
  askGraph(`${FACEBOOK}/me`, z.object({ id: z.string(), name: z.string() }), {
    token,
    fields: { fields: "id,name" },
  });

const Done = z.object({ success: z.boolean() });

/** From now on the installation's webhook hears of this Page. */
export const subscribePage = (id: string, token: string): Promise<GraphAnswer<unknown>> =>
  askGraph(`${FACEBOOK}/${id}/subscribed_apps`, Done, {
    token,
    method: "POST",
    fields: { subscribed_fields: FIELDS },
  });

export const unsubscribePage = (id: string, token: string): Promise<GraphAnswer<unknown>> =>
  askGraph(`${FACEBOOK}/${id}/subscribed_apps`, Done, { token, method: "DELETE" });
