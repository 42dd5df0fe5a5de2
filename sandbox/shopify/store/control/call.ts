import { type ControlCall, refusal, type Town } from "../../../town-types.ts";
import type { Store } from "../contract.ts";
import { readInstant } from "../instants.ts";
import type { Order } from "../order-types.ts";
import type { Outcome } from "../verb-types.ts";

/** The shop that a control route names. */
export function storeOf(town: Town, { params }: ControlCall): Store {
  const store = town.shops.get(params.domain ?? "");
  if (!store) throw refusal(404, `no shop ${params.domain}`);
  return store;
}

/** An order by id, gid, number ("10001") or name ("#10001", "EU-10023-X"). */
export function orderOf(store: Store, { params }: ControlCall): Order {
  const said = decodeURIComponent(params.id ?? "");
  const id = Number(said.replace(/^gid:\/\/shopify\/Order\//, ""));
  const order = Number.isSafeInteger(id)
    ? (store.order(id) ?? store.orderByNumber(id))
    : store.orderByName(said);
  if (!order) throw refusal(404, `no order ${said} in ${store.domain}`);
  return order;
}

export function numberOf({ params }: ControlCall, name = "id"): number {
  const id = Number((params[name] ?? "").replace(/^.*\//, ""));
  if (!Number.isSafeInteger(id)) throw refusal(400, `${params[name]} is no id`);
  return id;
}

/** The body, its times in Shopify's form. Throws 400 for a time that is none. */
export function inputOf<T>({ body }: ControlCall): T {
  return withInstants(body) as T;
}

/** What the verb gave, or 422 with the words it refused with. */
export function answerOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw refusal(422, outcome.userErrors.map((error) => error.message).join("; "));
}

function withInstants(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withInstants);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      if (typeof one !== "string" || !/(At|By|From|On)$/.test(key)) return [key, withInstants(one)];
      const at = readInstant(one);
      if (!at) throw refusal(400, `${key} is no time: ${one}`);
      return [key, at];
    }),
  );
}
