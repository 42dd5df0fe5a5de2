import { createHmac } from "node:crypto";

/**
 * The bytes as Meta writes them: everything beyond ASCII as `\uXXXX` in lower case, and `/` as `\/`. The signature is of
 * these bytes, so an app that parses and writes them anew computes another.
 * https://developers.facebook.com/docs/messenger-platform/webhooks#validate-payloads
 */
export function escapedJson(value: object): string {
  return JSON.stringify(value)
    .replaceAll("/", "\\/")
    .replaceAll(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** `X-Hub-Signature-256`: hex HMAC-SHA256 of the raw body, keyed with the app's secret. */
export function hubSignature(body: string, secret: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}
