/** Real shapes are named by their resource alone; these keys say which of its topics it was. */
const BY_SHAPE: [key: string, topic: string][] = [
  ["order_edit", "orders/edited"],
  ["risk_level", "orders/risk_assessment_changed"],
];
const USUAL_VERBS = ["updated", "update", "create", "placed_on_hold"];

/**
 * The topic that a path names: `orders-create.json`, `orders/create/3.json`, `orders_updated.late.json`; else
 * `2024-01-orders-2.json` as some webhook of that resource. `known` are the topics that we handle; one that we do not
 * is told as it is written. Null where the path names none.
 */
export function topicOf(path: string, known: string[], body: unknown): string | null {
  const shape = BY_SHAPE.find(([key]) => isRecord(body) && key in body);
  if (shape) return shape[1];
  const file = path.split("/").at(-1)!.split(".")[0]!;
  const named = known.filter(
    (topic) => parts(path).includes(parts(topic)) || `${plain(file)}_`.startsWith(`${plain(topic)}_`),
  );
  if (named.length) return named.sort((a, b) => b.length - a.length)[0]!;
  const resource = /^\d{4}-\d\d-(\w+)-\d+$/.exec(file)?.[1];
  if (resource)
    return USUAL_VERBS.map((verb) => `${resource}/${verb}`).find((one) => known.includes(one)) ?? resource;
  const pair = /^([a-z_]+)-([a-z_]+)$/.exec(file);
  return pair && VERBS.test(pair[2]!) ? pair.slice(1).join(pair[1] === "customer" ? "." : "/") : null;
}

const VERBS =
  /^(create|created|updated?|delete|cancel|cancelled|paid|fulfilled|partially_fulfilled|edited|request|approve|decline|close|reopen|process|finish|merge|purchasing_summary|tags_(added|removed)|redact|data_request|uninstalled|scopes_update)$/;

/** Underscores stay: they are inside of a resource's name (`draft_orders`). */
const parts = (words: string) => `/${words.toLowerCase().replace(/[^a-z0-9_]+/g, "/")}/`;

const plain = (words: string) => words.toLowerCase().replace(/[^a-z0-9]+/g, "_");

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
