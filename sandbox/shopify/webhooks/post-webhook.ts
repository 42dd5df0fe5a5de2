import { Agent, fetch } from "undici";
import { signWebhook } from "../signatures.ts";

/** Shopify gives an app a second to take the connection, and five in all (shopify.dev, "About webhooks"). */
const CONNECT_MS = 1_000;
const TIMEOUT_MS = 5_000;
const roads = new Agent({ connect: { timeout: CONNECT_MS } });

export type Outcome = "waiting" | "delivered" | "retrying" | "lost" | "dropped" | "held";

/** One webhook on its way to one address, with the payload as it was when the thing happened. */
export interface Delivery {
  webhookId: string;
  eventId: string;
  topic: string;
  shop: string;
  uri: string;
  /** The subscription's name, where it has one. */
  name: string | null;
  apiVersion: string;
  triggeredAt: string;
  body: string;
  /** Deliveries of the same key leave in order; different keys do not wait for each other. */
  key: string;
  outcome: Outcome;
  attempts: ({ at: string } & PostResult)[];
  /** Milliseconds of the town's time at which the next attempt is due. */
  dueAt: number;
}

export interface PostResult {
  /** Null where no answer came. */
  status: number | null;
  error: string | null;
  /** Milliseconds of real time until the answer, or until there was none. */
  ms: number;
}

/** Posts one webhook to the app, whatever host its address was written for. */
export async function postWebhook(delivery: Delivery, app: string, secret: string): Promise<PostResult> {
  if (!app) return { status: null, error: "the town knows no app", ms: 0 };
  const startedAt = performance.now();
  const ms = () => Math.round(performance.now() - startedAt);
  try {
    const response = await fetch(addressOf(delivery.uri, app), {
      method: "POST",
      headers: headersOf(delivery, secret),
      body: delivery.body,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      dispatcher: roads,
    });
    await response.arrayBuffer();
    return { status: response.status, error: null, ms: ms() };
  } catch (error) {
    const { message, cause } = error as Error;
    return { status: null, error: `${message} ${cause ?? ""}`.trim(), ms: ms() };
  }
}

function headersOf(delivery: Delivery, secret: string): Record<string, string> {
  return {
    "Content-Type": "application/json",
    "User-Agent": "Shopify-Captain-Hook",
    "X-Shopify-Topic": delivery.topic,
    "X-Shopify-Hmac-Sha256": signWebhook(delivery.body, secret),
    "X-Shopify-Shop-Domain": delivery.shop,
    "X-Shopify-API-Version": delivery.apiVersion,
    "X-Shopify-Webhook-Id": delivery.webhookId,
    "X-Shopify-Event-Id": delivery.eventId,
    // Nanoseconds, as Shopify writes them.
    "X-Shopify-Triggered-At": delivery.triggeredAt.replace("Z", "000000Z"),
    ...(delivery.name && { "X-Shopify-Name": delivery.name }),
  };
}

function addressOf(uri: string, app: string): string {
  const { pathname, search } = new URL(uri, app);
  return new URL(`${pathname}${search}`, app).href;
}
