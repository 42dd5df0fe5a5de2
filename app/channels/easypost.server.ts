import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Account, RawRequest } from "#app/channels/channel.ts";
import { assertNoTransaction } from "#app/db.server.ts";
import { readJson } from "#app/payload.ts";

const API = "https://api.easypost.com/v2";
const TIMEOUT_MS = 15_000;

/** What a connected account keeps sealed: the merchant's key, and the secret that EasyPost signs its webhooks with. */
const Secrets = z.object({ apiKey: z.string(), webhookSecret: z.string() });
export type EasypostSecrets = z.infer<typeof Secrets>;

export const easypostSecrets = ({ secret }: Account): EasypostSecrets => Secrets.parse(JSON.parse(secret));

/**
 * Whether EasyPost signed these very bytes: `X-Hmac-Signature: hmac-sha256-hex=<hex>`, keyed with the webhook's secret
 * (as EasyPost's own clients check it; they bring the secret into NFKD first, and ours is plain ASCII).
 */
export function verifyEasypost({ headers, body }: RawRequest, account: Account): boolean {
  const signature = headers["x-hmac-signature"];
  const secrets = Secrets.safeParse(readJson(account.secret));
  if (typeof signature !== "string" || !secrets.success) return false;
  const hex = createHmac("sha256", secrets.data.webhookSecret).update(body).digest("hex");
  const [given, expected] = [Buffer.from(signature), Buffer.from(`hmac-sha256-hex=${hex}`)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** `refused` will be so again, and says why; `later` may go better: EasyPost is busy, or gave no answer. */
export type EasypostAnswer<T> =
  | { ok: true; data: T }
  | { ok: false; because: "refused" | "later"; say: string };

/** Whether the key opens anything: asks for what webhooks there are. */
export const checkEasypost = (apiKey: string): Promise<EasypostAnswer<unknown>> =>
  ask(apiKey, "GET", "/webhooks", null, z.unknown());

/** Has EasyPost post what it hears to this address, signed with this secret. */
export const createEasypostWebhook = (
  { apiKey, webhookSecret }: EasypostSecrets,
  url: string,
): Promise<EasypostAnswer<{ id: string }>> =>
  ask(
    apiKey,
    "POST",
    "/webhooks",
    { webhook: { url, webhook_secret: webhookSecret } },
    z.object({ id: z.string() }),
  );

export const deleteEasypostWebhook = (apiKey: string, id: string): Promise<EasypostAnswer<unknown>> =>
  ask(apiKey, "DELETE", `/webhooks/${encodeURIComponent(id)}`, null, z.unknown());

/** Asks EasyPost to follow a number; asked again, it answers with the tracker it has. It finds out the carrier itself. */
export const createEasypostTracker = (
  apiKey: string,
  number: string,
): Promise<EasypostAnswer<{ id: string }>> =>
  ask(apiKey, "POST", "/trackers", { tracker: { tracking_code: number } }, z.looseObject({ id: z.string() }));

async function ask<T>(
  apiKey: string,
  method: string,
  path: string,
  body: object | null,
  shape: z.ZodType<T>,
): Promise<EasypostAnswer<T>> {
  assertNoTransaction("EasyPost");
  try {
    const response = await fetch(API + path, {
      method,
      headers: {
        // The key is the user of basic authentication; there is no password.
        authorization: `Basic ${Buffer.from(`${apiKey}:`).toString("base64")}`,
        "content-type": "application/json",
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const said = readJson(await response.text());
    if (response.ok) return { ok: true, data: shape.parse(said) };
    return failure(response.status, said);
  } catch (error) {
    if (error instanceof z.ZodError) throw error;
    return { ok: false, because: "later", say: "EasyPost gave no answer. Try again in a moment." };
  }
}

function failure(status: number, said: unknown): EasypostAnswer<never> {
  const message = Fault.safeParse(said).data?.error.message;
  if (status === 401 || status === 403)
    return { ok: false, because: "refused", say: "EasyPost does not know this API key." };
  if (status === 429 || status >= 500)
    return { ok: false, because: "later", say: "EasyPost is busy. Try again in a moment." };
  return { ok: false, because: "refused", say: message ?? `EasyPost refused it (${status}).` };
}

const Fault = z.object({ error: z.object({ message: z.string() }) });
