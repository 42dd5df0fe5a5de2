import { fieldsOf, formFields } from "../http.ts";
import { type Answer, type HostCall, type Part, refusal, type Town } from "../town-types.ts";
import { graphError, unknownObject } from "./graph-error.ts";
import { metaOf } from "./meta-of.ts";
import type { Meta, Token } from "./meta-types.ts";
import { debugToken, exchangeCode, tokenOf } from "./sign-in.ts";

const FAULTS = {
  "429": () => graphError(4, "Application request limit reached", { isTransient: true }),
  "400": () =>
    graphError(131009, "Parameter value is not valid", { details: "The town was asked to refuse this." }),
  "500": () => graphError(131000, "Something went wrong", { status: 500 }),
};

/** Plays graph.facebook.com and graph.instagram.com: sign-in, tokens and webhooks. Numbers and pages are other parts'. */
export function openMeta(town: Town): Part {
  const meta = metaOf(town);
  town.answerHost(
    (host) => host === "graph.facebook.com" || host === "graph.instagram.com",
    (call) => answer(meta, call),
    { provider: "meta", faultAnswer: (fault) => FAULTS[fault]() },
  );
  addControls(town, meta);
  town.onReset(meta.reset);
  town.onSettle(() => meta.webhooks.release());
  return {};
}

const GRAPH_PATH = /^(?:\/(v\d+\.\d+))?\/([^/]+)((?:\/[^/]+)*)\/?$/;

async function answer(meta: Meta, call: HostCall): Promise<Answer | undefined> {
  const [, version = "", id = "", rest = ""] = GRAPH_PATH.exec(call.url.pathname) ?? [];
  const contentType = String(call.req.headers["content-type"] ?? "");
  const fields = { ...formFields(call.url.searchParams), ...fieldsOf(call.body, contentType) };
  const edge = rest.split("/").filter(Boolean).map(decodeURIComponent);
  if (id === "oauth" && edge[0] === "access_token") return exchangeCode(meta, fields);
  const token = tokenOf(meta, call, fields);
  if (!("token" in token)) return token;
  if (id === "debug_token") return debugToken(meta, fields);
  const meant = id === "me" ? (token.ids[0] ?? "") : id;
  const owner = meta.owners.find((one) => one.owns(meant));
  // An id that no part knows is a wrong id; a call about a known one that nobody plays is the town's 501.
  if (!owner) return unknownObject(call.method, meant);
  return owner.handler({ ...call, version, id: meant, edge, fields, token });
}

/** Whether the token was granted for one of these ids. */
export const opens = (token: Token, ...ids: string[]): boolean => ids.some((id) => token.ids.includes(id));

function addControls(town: Town, meta: Meta): void {
  town.control("GET /meta", () => ({ app: meta.app, tokens: [...meta.tokens.values()] }));
  town.control("GET /meta/webhooks", () => ({ webhooks: meta.posted }));
  town.control("POST /meta/handshake", () => shakeHands(meta));
  town.control("POST /meta/webhooks", async ({ body }) => {
    const { object, entry, forged } = body as { object?: string; entry?: object[]; forged?: boolean };
    if (!object || !Array.isArray(entry)) throw refusal(400, 'a webhook is {"object":"page","entry":[…]}');
    const owner = String((entry[0] as { id?: string } | undefined)?.id ?? "");
    return town.track(meta.tell({ object: object as "page", owner, entry, forged: forged ?? false }));
  });
  town.control("POST /meta/tokens", ({ body }) => meta.grant({ kind: "page", ids: [], ...(body as object) }));
  town.control("POST /meta/tokens/:token/revoke", ({ params }) =>
    change(meta, params.token, { isRevoked: true }),
  );
  town.control("POST /meta/tokens/:token/expire", ({ params, body }) => {
    const { at } = body as { at?: string };
    return change(meta, params.token, { expiresAt: at ? Date.parse(at) : town.clock.now() });
  });
}

function change(meta: Meta, said: string | undefined, to: Partial<Token>): Token {
  const token = meta.tokens.get(said ?? "");
  if (!token) throw refusal(404, "no such token");
  return Object.assign(token, to);
}

/** What Meta does when a webhook is set up in the app's dashboard: one GET, whose challenge must come back. */
async function shakeHands(meta: Meta): Promise<{ status: number; isRight: boolean }> {
  const challenge = meta.nextId("challenge");
  const query = {
    "hub.mode": "subscribe",
    "hub.challenge": challenge,
    "hub.verify_token": meta.app.verifyToken,
  };
  const answer = await fetch(`${meta.town.app.url}/webhooks/meta?${new URLSearchParams(query)}`);
  return { status: answer.status, isRight: (await answer.text()) === challenge };
}
