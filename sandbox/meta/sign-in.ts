import type { Answer, HostCall } from "../town-types.ts";
import { badParameter, badToken, graphError } from "./graph-error.ts";
import type { Meta, Token } from "./meta-types.ts";

/** The token of a call (header or query), or Meta's refusal of it. */
export function tokenOf(meta: Meta, call: HostCall, fields: Record<string, unknown>): Token | Answer {
  const header = /^(?:Bearer|OAuth) (.+)$/.exec(String(call.req.headers.authorization ?? ""))?.[1];
  const said = header ?? String(fields.access_token ?? "");
  // An app speaks for itself by `<app id>|<app secret>`.
  if (said === `${meta.app.id}|${meta.app.secret}`) return appToken(meta, said);
  const token = meta.tokens.get(said);
  if (!token || token.isRevoked) return badToken(false);
  return token.expiresAt !== null && token.expiresAt <= meta.town.clock.now() ? badToken(true) : token;
}

const appToken = (meta: Meta, token: string): Token => ({
  token,
  kind: "system",
  ids: [meta.app.id],
  scopes: [],
  expiresAt: null,
  isRevoked: false,
});

/** `GET /oauth/access_token`: a sign-up's code becomes its token, once. */
export function exchangeCode(meta: Meta, fields: Record<string, unknown>): Answer {
  if (fields.client_id !== meta.app.id) return graphError(101, "Error validating application.");
  if (fields.client_secret !== meta.app.secret) return graphError(1, "Error validating client secret.");
  if (fields.fb_exchange_token) return lengthen(meta, String(fields.fb_exchange_token));
  const found = meta.codes.get(String(fields.code ?? ""));
  if (!found || found.until < meta.town.clock.now())
    return graphError(100, "This authorization code has expired.", { subcode: 36007 });
  meta.codes.delete(String(fields.code));
  return { status: 200, body: tokenBody(meta, found.token) };
}

const SIXTY_DAYS_MS = 60 * 86_400_000;

function lengthen(meta: Meta, said: string): Answer {
  const token = meta.tokens.get(said);
  if (!token || token.isRevoked) return badToken(false);
  const { kind, ids, scopes } = token;
  return {
    status: 200,
    body: tokenBody(
      meta,
      meta.grant({ kind, ids, scopes, expiresAt: meta.town.clock.now() + SIXTY_DAYS_MS }),
    ),
  };
}

const tokenBody = (meta: Meta, { token, expiresAt }: Token) => ({
  access_token: token,
  token_type: "bearer",
  ...(expiresAt !== null && { expires_in: Math.round((expiresAt - meta.town.clock.now()) / 1000) }),
});

/** `GET /debug_token`: what a token may do, and until when. */
export function debugToken(meta: Meta, fields: Record<string, unknown>): Answer {
  if (!fields.input_token) return badParameter("The parameter input_token is required");
  const token = meta.tokens.get(String(fields.input_token));
  const isOver = token?.expiresAt != null && token.expiresAt <= meta.town.clock.now();
  const isValid = token !== undefined && !token.isRevoked && !isOver;
  return {
    status: 200,
    body: {
      data: {
        app_id: meta.app.id,
        type: token?.kind.toUpperCase(),
        is_valid: isValid,
        expires_at: token?.expiresAt == null ? 0 : Math.floor(token.expiresAt / 1000),
        scopes: token?.scopes ?? [],
        granular_scopes: token?.scopes.map((scope) => ({ scope, target_ids: token.ids })) ?? [],
        ...(isValid ? {} : { error: { code: 190, message: "The access token is not valid." } }),
      },
    },
  };
}
