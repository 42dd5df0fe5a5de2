import { readFileSync } from "node:fs";
import { fillNames, fillPlaceholders, isWiped } from "./fill-placeholders.ts";
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
  if (meta) return fromMeta(raw.toString("utf8"), asked);
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

/** Not JSON: a form, or the broken body of a topic that the path names, which the app shall park. */
function fromText(raw: Buffer, asked: Asked): Payload | Ignored {
  const text = raw.toString("utf8").trim();
  if (/^[\w%.+-]+=[^\n]*$/.test(text) && new URLSearchParams(text).has("AccountSid")) return fromForm(text);
  const topic = topicOf(asked.path, asked.known, null);
  if (!topic) return no("It is no webhook: neither JSON nor a form that we know.");
  return fromShopify({ topic, body: null, raw, triggeredAt: null }, asked);
}

function fromHeaders(given: Record<string, unknown>, body: unknown, asked: Asked): Payload | Ignored {
  const headers = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), String(value)]));
  if (headers.has("x-hub-signature-256")) return fromMeta(body, asked);
  if (headers.has("x-twilio-signature")) return fromForm(isRecord(body) ? formOf(body) : String(body));
  const text = typeof body === "string" ? body : null;
  const parsed = text === null ? body : parse(text);
  const topic = headers.get("x-shopify-topic") ?? topicOf(asked.path, asked.known, parsed);
  const triggeredAt = headers.get("x-shopify-triggered-at") ?? null;
  return fromShopify(
    { topic, body: parsed, raw: text === null ? null : Buffer.from(text), triggeredAt },
    asked,
  );
}

/** What names a value and has none (`<WHATSAPP_MESSAGE_ID>`) is filled; all else is posted byte for byte. */
function fromMeta(body: unknown, { seed, path }: Asked): Payload | Ignored {
  const text = fillNames(typeof body === "string" ? body : JSON.stringify(body), `${seed}:${path}`);
  const said = parse(text);
  const topic = isRecord(said) ? metaOf(said) : undefined;
  if (!topic) return no("It is no webhook of Meta's that we know.");
  return { provider: "meta", topic, body: Buffer.from(text) };
}

function fromTwilio({ raw_body, params, auth_token, url, x_twilio_signature }: Record<string, unknown>) {
  const body = typeof raw_body === "string" ? raw_body : formOf(params as object);
  const isSigned = typeof url === "string" && typeof x_twilio_signature === "string";
  return fromForm(body, {
    token: typeof auth_token === "string" ? auth_token : null,
    recorded: isSigned ? { url, signature: x_twilio_signature } : null,
  });
}

type Kept = Pick<Payload & { provider: "twilio" }, "token" | "recorded">;

function fromForm(body: string, kept: Kept = { token: null, recorded: null }): Payload | Ignored {
  const form = new URLSearchParams(body);
  if (!form.has("MessageSid") && !form.has("SmsSid"))
    return no("It is no webhook: a form without a message's id.");
  const topic = form.has("MessageStatus") ? "sms/status" : "sms/message";
  return { provider: "twilio", topic, ...kept, body: Buffer.from(body) };
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
