import type { Answer, HostCall, Part, Town } from "../town-types.ts";
import type { GraphCall } from "../meta/meta-types.ts";
import { answerAboutInbox, answerAboutPerson } from "./account-api.ts";
import { addInboxRoutes } from "./inbox-routes.ts";
import { emptyState, type Inboxes, openInboxes } from "./inbox-state.ts";
import type { Inbox } from "./inbox-types.ts";
import { mediaHost, readMedia } from "./media.ts";
import { MESSENGER } from "./platform.ts";

/** The person whom Facebook's sign-in knows as the owner of every Page in the town. */
export const OWNER = "10160000000000001";
const USER_SCOPES = ["pages_show_list", "pages_messaging", "pages_manage_metadata", "human_agent"];

/** Plays Messenger: Pages, the people who write to them, and the sign-in of their owner. */
export function openMessenger(town: Town): Part {
  const inboxes = openInboxes(town, MESSENGER);
  answerPlatform(inboxes);
  inboxes.meta.answerGraph(
    (id) => id === OWNER,
    (call) => aboutOwner(inboxes, call),
  );
  town.answerHost(
    (host) => host === "www.facebook.com",
    (call) => signIn(inboxes, call),
  );
  addInboxRoutes(inboxes, (asked) => makePage(inboxes, asked));
  town.onReset(() => void Object.assign(inboxes.state, emptyState()));
  return {};
}

/** What Messenger and Instagram answer alike. */
export function answerPlatform(inboxes: Inboxes): void {
  const { meta, state, town, platform } = inboxes;
  meta.answerGraph(
    (id) => state.inboxes.has(id),
    (call) => answerAboutInbox(inboxes, state.inboxes.get(call.id)!, call),
  );
  meta.answerGraph(
    (id) => state.people.has(id),
    (call) => answerAboutPerson(inboxes, state.people.get(call.id)!, call),
  );
  town.answerHost(
    (host) => host === mediaHost(inboxes),
    (call) => readMedia(inboxes, call),
    { provider: `${platform.name}-media` },
  );
}

function makePage({ meta, state }: Inboxes, asked: Partial<Inbox>): Inbox {
  const id = asked.id ?? meta.nextId("page");
  const { token } = meta.grant({ kind: "page", ids: [id], scopes: USER_SCOPES });
  const fresh = { name: "Tidewater Goods", username: "", fields: [], mayHumanAgent: true };
  const page: Inbox = { ...fresh, token, ...asked, id };
  state.inboxes.set(id, page);
  return page;
}

/** `GET /me/accounts`: the Pages of whoever signed in, each with a token of its own. */
function aboutOwner({ state, meta }: Inboxes, { edge, method, token }: GraphCall): Answer | undefined {
  if (method !== "GET") return undefined;
  if (edge[0] === "permissions")
    return {
      status: 200,
      body: { data: token.scopes.map((permission) => ({ permission, status: "granted" })) },
    };
  if (edge[0] !== "accounts") return undefined;
  const data = [...state.inboxes.values()].map(({ id, name }) => {
    const { expiresAt, scopes } = token;
    return {
      id,
      name,
      access_token: meta.grant({ kind: "page", ids: [id], scopes, expiresAt }).token,
      tasks: ["MESSAGING"],
    };
  });
  return { status: 200, body: { data } };
}

const HOUR = 3_600_000;

/**
 * The sign-in window, in which the owner agrees to everything: back with a code and the state as it was given. `extras`
 * tell WhatsApp's sign-up from Facebook's sign-in.
 */
function signIn({ meta, town }: Inboxes, { url, method }: HostCall): Answer | undefined {
  if (method !== "GET" || !/^\/v[\d.]+\/dialog\/oauth$/.test(url.pathname)) return undefined;
  const back = new URL(url.searchParams.get("redirect_uri") ?? "");
  const expiresAt = town.clock.now() + HOUR;
  const token =
    (url.searchParams.has("extras") && meta.grantSignUp?.()) ||
    meta.grant({ kind: "user", ids: [OWNER], scopes: USER_SCOPES, expiresAt });
  back.searchParams.set("code", meta.grantCode(token));
  back.searchParams.set("state", url.searchParams.get("state") ?? "");
  return { status: 302, headers: { location: back.href } };
}
