import { formFields } from "../http.ts";
import type { Answer, HostCall, Part, Town } from "../town-types.ts";
import { badToken, graphError } from "../meta/graph-error.ts";
import type { GraphCall, Token } from "../meta/meta-types.ts";
import { addInboxRoutes } from "../messenger/inbox-routes.ts";
import { emptyState, type Inboxes, openInboxes } from "../messenger/inbox-state.ts";
import type { Inbox } from "../messenger/inbox-types.ts";
import { answerPlatform } from "../messenger/open-messenger.ts";
import { INSTAGRAM } from "../messenger/platform.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SCOPES = ["instagram_business_basic", "instagram_business_manage_messages", "human_agent"];

/** Plays Instagram: professional accounts, the people who write to them, and business login. */
export function openInstagram(town: Town): Part {
  const inboxes = openInboxes(town, INSTAGRAM);
  /** When each token was made: one younger than a day cannot be refreshed. */
  const madeAt = new Map<string, number>();
  answerPlatform(inboxes);
  inboxes.meta.answerGraph(
    (id) => id === "access_token" || id === "refresh_access_token",
    (call) => lengthen(inboxes, madeAt, call),
  );
  town.answerHost(
    (host) => host === "www.instagram.com",
    (call) => signIn(inboxes, call),
  );
  town.answerHost(
    (host) => host === "api.instagram.com",
    (call) => exchangeCode(inboxes, call),
  );
  addInboxRoutes(inboxes, (asked) => makeAccount(inboxes, madeAt, asked));
  town.onReset(() => {
    Object.assign(inboxes.state, emptyState());
    madeAt.clear();
  });
  return {};
}

function makeAccount(inboxes: Inboxes, madeAt: Map<string, number>, asked: Partial<Inbox>): Inbox {
  const { meta, state, town } = inboxes;
  const id = asked.id ?? meta.nextId("instagram");
  const { token } = grantLong(inboxes, madeAt, { ids: [id], scopes: SCOPES });
  madeAt.set(token, town.clock.now() - 2 * DAY);
  const fresh = { name: "Tidewater Goods", username: "tidewater.goods", fields: [], mayHumanAgent: true };
  const account: Inbox = { ...fresh, token, ...asked, id };
  state.inboxes.set(id, account);
  return account;
}

function grantLong(
  { meta, town }: Inboxes,
  madeAt: Map<string, number>,
  { ids, scopes }: Pick<Token, "ids" | "scopes">,
) {
  const token = meta.grant({ kind: "instagram", ids, scopes, expiresAt: town.clock.now() + 60 * DAY });
  madeAt.set(token.token, town.clock.now());
  return token;
}

/** The account's owner agrees to everything: back with a code, behind which Instagram puts `#_`. */
function signIn({ meta, state, town }: Inboxes, { url, method }: HostCall): Answer | undefined {
  if (method !== "GET" || url.pathname !== "/oauth/authorize") return undefined;
  const [account] = state.inboxes.values();
  if (!account) return graphError(100, "There is no account in the town that could sign in.");
  const scopes = (url.searchParams.get("scope") ?? "").split(",");
  const token = meta.grant({
    kind: "instagram",
    ids: [account.id],
    scopes,
    expiresAt: town.clock.now() + HOUR,
  });
  const back = new URL(url.searchParams.get("redirect_uri") ?? "");
  back.searchParams.set("code", meta.grantCode(token));
  back.searchParams.set("state", url.searchParams.get("state") ?? "");
  return { status: 302, headers: { location: `${back.href}#_` } };
}

/** `POST api.instagram.com/oauth/access_token`: the code for a token of an hour, with what was agreed to. */
function exchangeCode({ meta, town }: Inboxes, { url, method, body }: HostCall): Answer | undefined {
  if (method !== "POST" || url.pathname !== "/oauth/access_token") return undefined;
  const form = formFields(new URLSearchParams(body.toString()));
  if (form.client_id !== meta.app.id || form.client_secret !== meta.app.secret)
    return wrong(400, "Invalid platform app");
  const found = meta.codes.get(String(form.code ?? ""));
  if (!found || found.until < town.clock.now())
    return wrong(400, "Matching code was not found or was already used.");
  meta.codes.delete(String(form.code));
  const { token, ids, scopes } = found.token;
  // A number beyond what JSON's readers keep exactly, as Instagram sends it.
  const json = JSON.stringify({ access_token: token, permissions: scopes }).slice(0, -1);
  return { status: 200, headers: JSON_TYPE, body: `${json},"user_id":${ids[0]}}` };
}

const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };

const wrong = (code: number, error_message: string): Answer => ({
  status: code,
  body: { error_type: "OAuthException", code, error_message },
});

/** `GET /access_token` and `GET /refresh_access_token`: sixty days from now. */
function lengthen(inboxes: Inboxes, madeAt: Map<string, number>, call: GraphCall): Answer | undefined {
  const { meta, town } = inboxes;
  const { id, fields, token, host } = call;
  if (host !== "graph.instagram.com" || call.method !== "GET") return undefined;
  if (token.kind !== "instagram") return badToken(false);
  const isFirst = id === "access_token";
  if (isFirst && fields.client_secret !== meta.app.secret)
    return graphError(101, "Error validating client secret.");
  const age = town.clock.now() - (madeAt.get(token.token) ?? town.clock.now());
  if (!isFirst && age < DAY) return graphError(100, "The token is not old enough to be refreshed.");
  const longer = grantLong(inboxes, madeAt, token);
  const expires_in = Math.round((longer.expiresAt! - town.clock.now()) / 1000);
  return { status: 200, body: { access_token: longer.token, token_type: "bearer", expires_in } };
}
