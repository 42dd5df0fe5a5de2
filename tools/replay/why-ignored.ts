import type { Inbound } from "#app/channels/channel.ts";
import { splitMetaWebhook } from "#app/channels/meta-webhook.server.ts";
import { adapterOf } from "#app/channels/shelf.ts";
import { TEMPLATE_TOPICS } from "#app/channels/whatsapp-template.ts";
import { now } from "#app/clock.ts";
import type { Payload } from "./payload.ts";

/** Why nothing was to be done, in the words of the adapter that read it; null where something was. */
export async function whyIgnored(payload: Payload, url: string): Promise<string | null> {
  const told = await readAgain(payload, url);
  if (!told.length || told.some(({ kind }) => kind !== "ignored")) return null;
  return [...new Set(told.map((one) => (one.kind === "ignored" ? one.because : "")))].join(" ");
}

/** The letterbox keeps nothing of what a receipt said once it is read. Empty for what no adapter reads. */
async function readAgain({ provider, body, topic }: Payload, url: string): Promise<Inbound[]> {
  if (provider === "shopify") return [];
  const request = { method: "POST", url, headers: { "content-type": TYPES[provider] }, body };
  if (provider === "mail") return adapterOf({ provider: "smtp" }).parse(request, now());
  if (provider === "twilio") return adapterOf({ provider }).parse(request, now());
  const items = splitMetaWebhook(body) ?? [];
  if (items.some((item) => TEMPLATE_TOPICS.includes(item.topic))) return [];
  const adapter = adapterOf({ provider: topic });
  const told = items.map((item) => adapter.parse({ ...request, body: item.body }, now()));
  return (await Promise.all(told)).flat();
}

const TYPES = {
  mail: "message/rfc822",
  twilio: "application/x-www-form-urlencoded",
  meta: "application/json",
} as const;
