import { createHmac } from "node:crypto";

/**
 * X-Twilio-Signature: base64 HMAC-SHA1 of the exact URL followed by the parameters sorted by name, each name with its
 * value; a repeated value counts once. https://www.twilio.com/docs/usage/security#validating-requests
 */
export function twilioSignature(
  token: string,
  url: string,
  params: Record<string, string | string[]>,
): string {
  const written = Object.keys(params)
    .sort()
    .map((name) =>
      [...new Set([params[name] ?? ""].flat())]
        .sort()
        .map((value) => name + value)
        .join(""),
    )
    .join("");
  return createHmac("sha1", token)
    .update(url + written, "utf8")
    .digest("base64");
}
