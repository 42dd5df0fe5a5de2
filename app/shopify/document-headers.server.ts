import { env } from "#app/env.server.ts";

interface Page {
  nonce: string;
  /** A page of Shopify's package that leads back into the admin: it has a script of its own, without our nonce. */
  isBounce: boolean;
}

/**
 * Our own policy beside Shopify's `frame-ancestors`: scripts only from our files, App Bridge and with this page's
 * nonce, so that a text which became markup by mistake still does nothing (R39).
 */
export function protectDocument(headers: Headers, { nonce, isBounce }: Page): void {
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
  headers.set("Cache-Control", "no-store");
  const frames = headers.get("Content-Security-Policy") ?? "frame-ancestors 'none';";
  const own = isBounce ? [] : Object.entries(policy(nonce)).map(([name, sources]) => `${name} ${sources}`);
  headers.set("Content-Security-Policy", [frames.trim().replace(/;$/, ""), ...own].join("; "));
}

function policy(nonce: string) {
  const isDevelopment = env.NODE_ENV === "development";
  const appBridge = env.APP_BRIDGE_URL ? ` ${new URL(env.APP_BRIDGE_URL).origin}` : "";
  return {
    "default-src": "'self'",
    "script-src": `'self' 'nonce-${nonce}' https://cdn.shopify.com${appBridge}`,
    // Polaris and App Bridge set style attributes.
    "style-src": "'self' 'unsafe-inline' https://cdn.shopify.com",
    "font-src": "'self' https://cdn.shopify.com",
    "img-src": "'self' data: blob: https:",
    // App Bridge reports web vitals to Shopify; Vite's hot reload speaks by web socket.
    "connect-src": `'self' https://*.shopify.com https://*.shopifysvc.com https://*.shopifycloud.com${isDevelopment ? " ws: wss:" : ""}`,
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
  };
}
