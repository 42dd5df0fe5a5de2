import { readFileSync } from "node:fs";
import { fillPlaceholders, isWiped } from "./fill-placeholders.ts";
import type { Ignored, Payload } from "./payload.ts";
import { isRecord, topicOf } from "./topic-of.ts";

interface Asked {
  /** Below the folder that is replayed; may name topic or provider. */
  path: string;
  /** Topics that the app handles. */
  known: string[];
  seed: string;
}

/** Makes of one file the webhook that it holds, or says in words why it is none. Throws where it cannot be opened. */
export function readPayload(file: string, asked: Asked): Payload | Ignored {
  const raw = readFileSync(file);
  if (/\.eml$/i.test(asked.path) || isMail(raw))
    return { provider: "mail", topic: "email/message", body: raw };
  if (/\.(jsonl|md|html?|csv|graphql|gz|png|jpe?g)$/i.test(asked.path))
    return no("It is no webhook: a file of another kind.");
  const said = parse(raw.toString("utf8"));
  if (said === undefined) return fromText(raw, asked);
  if (!isRecord(said)) return no("It is no webhook: JSON, but not an object.");
  if ("$schema" in said || "openapi" in said) return no("It is no webhook: it describes others (a schema).");
  if (isRecord(said.headers) && "body" in said) return fromHeaders(said.headers, said.body, asked);
  if ("raw_body" in said || (isRecord(said.params) && "url" in said)) return fromTwilio(said);
  const meta = metaOf(said);
  if (meta) return { provider: "meta", topic: meta, owner: ownerOf(said), body: raw };
  const topic = typeof said.topic === "string" ? said.topic : topicOf(asked.path, asked.known, said);
  const body = typeof said.topic === "string" ? (said.body ?? said.payload ?? said) : said;
  return fromShopify({ topic, body, raw: body === said ? raw : null, triggeredAt: null }, asked);
}

/** A raw mail begins with its headers; that it names its sender tells it from other texts. */
const isMail = (raw: Buffer): boolean => {
  const head = raw
    .subarray(0, 8_000)
    .toString("latin1")
    .split(/\r?\n\r?\n/)[0]!;
  return /^[\w-]+:[^\n]*(\r?\n|$)/.test(head) && /^from:/im.test(head) && /^(to|subject|date):/im.test(head);
};

const no = (ignored: string, topic: string | null = null): Ignored => ({ ignored, topic });
const notConnected = (channel: string) => no(`The channel ${channel} is not connected yet.`, channel);

/** Not JSON: a form, or the broken body of a topic that the path names, which the app shall park. */
function fromText(raw: Buffer, asked: Asked): Payload | Ignored {
  const text = raw.toString("utf8").trim();
  if (/^[\w%.+-]+=[^\n]*$/.test(text) && new URLSearchParams(text).has("AccountSid"))
    return fromForm(text, null);
  const topic = topicOf(asked.path, asked.known, null);
  if (!topic) return no("It is no webhook: neither JSON nor a form that we know.");
  return fromShopify({ topic, body: null, raw, triggeredAt: null }, asked);
}

function fromHeaders(given: Record<string, unknown>, body: unknown, asked: Asked): Payload | Ignored {
  const headers = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), String(value)]));
  if (headers.has("x-hub-signature-256")) return fromMeta(body);
  if (headers.has("x-twilio-signature")) return fromForm(isRecord(body) ? formOf(body) : String(body), null);
  const text = typeof body === "string" ? body : null;
  const parsed = text === null ? body : parse(text);
  const topic = headers.get("x-shopify-topic") ?? topicOf(asked.path, asked.known, parsed);
  const triggeredAt = headers.get("x-shopify-triggered-at") ?? null;
  return fromShopify(
    { topic, body: parsed, raw: text === null ? null : Buffer.from(text), triggeredAt },
    asked,
  );
}

function fromMeta(body: unknown): Payload | Ignored {
  const said = typeof body === "string" ? parse(body) : body;
  const topic = isRecord(said) ? metaOf(said) : undefined;
  if (!isRecord(said) || !topic) return no("It is no webhook of Meta's that we know.");
  const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  return { provider: "meta", topic, owner: ownerOf(said), body: bytes };
}

function fromTwilio(said: Record<string, unknown>): Payload | Ignored {
  const body = typeof said.raw_body === "string" ? said.raw_body : formOf(said.params as object);
  return fromForm(body, typeof said.auth_token === "string" ? said.auth_token : null);
}

function fromForm(body: string, token: string | null): Payload | Ignored {
  const form = new URLSearchParams(body);
  if (form.get("From")?.startsWith("whatsapp:")) return notConnected("whatsapp");
  if (!form.has("MessageSid") && !form.has("SmsSid"))
    return no("It is no webhook: a form without a message's id.");
  const topic = form.has("MessageStatus") ? "sms/status" : "sms/message";
  return { provider: "twilio", topic, token, body: Buffer.from(body) };
}

const formOf = (params: object) =>
  new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)])).toString();

const META: Record<string, "whatsapp" | "messenger" | "instagram"> = {
  whatsapp_business_account: "whatsapp",
  page: "messenger",
  instagram: "instagram",
};

const metaOf = (said: Record<string, unknown>) =>
  Array.isArray(said.entry) ? META[String(said.object)] : undefined;

/** Of WhatsApp the number, where the webhook names one; else what its first entry is about. */
function ownerOf(said: Record<string, unknown>): string {
  const named = /"phone_number_id":\s*"?(\d+)/.exec(JSON.stringify(said))?.[1];
  const [first] = said.entry as { id?: unknown }[];
  return named ?? String(first?.id ?? "");
}

interface Found {
  topic: string | null;
  body: unknown;
  /** The bytes as they stood in the file, where they are the body. */
  raw: Buffer | null;
  triggeredAt: string | null;
}

function fromShopify(
  { topic, body, raw, triggeredAt }: Found,
  { known, seed, path }: Asked,
): Payload | Ignored {
  if (!topic) return no("It is no webhook: neither its path nor its headers name a topic.");
  if (!known.includes(topic)) return no(`Threadline does not subscribe to ${topic}.`, topic);
  const isFilled = body !== null && isWiped(body);
  const whole = isFilled ? fillPlaceholders(body, `${seed}:${path}`, topic) : body;
  const bytes = raw && !isFilled ? raw : Buffer.from(JSON.stringify(whole));
  return { provider: "shopify", topic, triggeredAt, body: bytes };
}

/** Undefined where it is no JSON. Numbers that a parser would round go on as they were written. */
function parse(text: string): unknown {
  const { rawJSON } = JSON as unknown as { rawJSON(source: string): unknown };
  try {
    return JSON.parse(text, (_key: string, value: unknown, context?: { source?: string }) =>
      typeof value === "number" && context?.source && String(value) !== context.source
        ? rawJSON(context.source)
        : value,
    );
  } catch {
    return undefined;
  }
}
