import "@shopify/shopify-app-remix/adapters/node";
import { LogSeverity } from "@shopify/shopify-api";
import { AppDistribution, shopifyApp } from "@shopify/shopify-app-remix/server";
import { env } from "#app/env.server.ts";
import { log } from "#app/log.server.ts";
import { API_VERSION } from "./api-version.ts";
import { sessionStorage } from "./session-storage.server.ts";
import { readSessionToken, sessionTokenOf } from "./session-token.server.ts";
import { appSecrets } from "./webhook-signature.ts";

export const authenticate = { admin: authenticateAdmin };
/** Shopify's headers for a page in its admin: frame-ancestors of this shop, preloads of App Bridge. */
export const addDocumentResponseHeaders: (typeof newest)["addDocumentResponseHeaders"] = (request, headers) =>
  newest.addDocumentResponseHeaders(request, headers);

/**
 * The session of whoever opened this page in Shopify admin. Throws the Response that helps: a bounce for a fresh
 * session token, 401 for a refused one. Routes ask `requireStaff`, which also knows the person's role.
 */
async function authenticateAdmin(request: Request) {
  const token = sessionTokenOf(request);
  const read = token ? await readSessionToken(token) : null;
  // Shopify's package does not compare iss with dest; one that was signed but does not fit is an attack, not a slip.
  if (read?.refused === "mismatch") throw new Response("This session token is not valid.", { status: 401 });
  // After a rotation the admin may still sign with the old secret; then the exchange asks with it, too.
  const app = (read?.secret && apps.get(read.secret)) || newest;
  return app.authenticate.admin(request);
}

const apps = new Map(appSecrets().map((secret) => [secret, open(secret)]));
const newest = apps.get(env.SHOPIFY_API_SECRET)!;

function open(apiSecretKey: string) {
  return shopifyApp({
    apiKey: env.SHOPIFY_API_KEY,
    apiSecretKey,
    apiVersion: API_VERSION,
    appUrl: env.SHOPIFY_APP_URL,
    authPathPrefix: "/auth",
    sessionStorage,
    distribution: AppDistribution.AppStore,
    // The person's token says who is at the screen; calls to Shopify use the shop's own (offline) token.
    useOnlineTokens: true,
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    logger: { level: LogSeverity.Warning, log: sayInOurLog },
  });
}

/** Without what stands behind ` | `: there the package lists the request, a shop and sometimes a token. */
async function sayInOurLog(severity: LogSeverity, message: string) {
  const text = message.split(" | ", 1)[0]!.replace(/'[^']*'/g, "'…'");
  log[severity === LogSeverity.Error ? "error" : "warn"]({ library: "shopify" }, text);
}
