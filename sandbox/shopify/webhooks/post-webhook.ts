import { signWebhook } from "../signatures.ts";

/** Shopify gives an app five seconds in all. */
const TIMEOUT_MS = 5_000;

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
}

/** Posts one webhook to the app, whatever host its address was written for. */
export async function postWebhook(delivery: Delivery, app: string, secret: string): Promise<PostResult> {
  if (!app) return { status: null, error: "the town knows no app" };
  try {
    const response = await fetch(addressOf(delivery.uri, app), {
      method: "POST",
      headers: headersOf(delivery, secret),
      body: delivery.body,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.arrayBuffer();
    return { status: response.status, error: null };
  } catch (error) {
    const { message, cause } = error as Error;
    return { status: null, error: `${message} ${cause ?? ""}`.trim() };
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
