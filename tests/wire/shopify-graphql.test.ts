import { parse, validate } from "graphql";
import { expect, it } from "vitest";
import { freshShop, type Json, list, SCOPES } from "#tests/sandbox/one-shop.ts";
import { loadAdminSchema } from "#tools/shopify-schema.ts";
import { hasWire } from "./documented-sample.ts";
import { type Exchange, recordedExchanges } from "./recorded-exchange.ts";

const shop = freshShop();
/** Recorded on older versions of the API, whose costs for these objects were others. */
const OTHER_COSTS = /CustomerHydrate|OrdersDraftOrderHydrate|__type/;

it.skipIf(!hasWire)("answers recorded exchanges with the same shape, cost and errors", async () => {
  const { schema } = await loadAdminSchema();
  await shop.exchange();
  await shop.shop("POST", "/settings", { scopes: [...SCOPES, "write_products", "write_draft_orders"] });
  const ids = await someIds();
  const tally = { same: 0, notImplemented: 0, notOfThisVersion: 0 };
  const wrong: string[] = [];
  for (const exchange of recordedExchanges()) {
    if (exchange.data && !isOfThisVersion(exchange.query)) {
      tally.notOfThisVersion++;
      continue;
    }
    const isMissing = Object.values(exchange.data ?? {}).every((value) => value === null);
    const variables = {
      ...(isMissing ? exchange.variables : (withIds(exchange.variables, ids) as Exchange["variables"])),
      // A cursor is good in the shop that gave it.
      after: null,
    };
    const answer = await shop.ask(exchange.query, variables);
    if (isBeyondTheSandbox(answer)) tally.notImplemented++;
    else {
      tally.same++;
      const name = /(query|mutation) (\w+)/.exec(exchange.query)?.[2] ?? exchange.query.slice(0, 40);
      wrong.push(...compare(exchange, answer).map((one) => `${name} ${one}`));
    }
    // Whatever one mutation did must not starve or spoil the next.
    await shop.shop("POST", "/settings", { plan: "enterprise" });
  }
  console.info(JSON.stringify(tally));
  expect(wrong).toEqual([]);
  expect(tally.same).toBeGreaterThan(20);

  function isOfThisVersion(query: string) {
    return validate(schema, parse(query)).length === 0;
  }
});

async function someIds(): Promise<{ [kind: string]: unknown }> {
  const { data } = await shop.ask(`{
    orders(first: 1, query: "fulfillment_status:shipped") { nodes { id customer { id } fulfillments(first: 1) { id } } }
    returns: orders(first: 1, query: "return_status:return_requested") { nodes { returns(first: 1) { nodes { id } } } }
    products(first: 1) { nodes { id variants(first: 1) { nodes { id } } } }
  }`);
  const [order] = list(data!.orders!.nodes);
  return {
    Order: order!.id,
    Customer: order!.customer!.id,
    Fulfillment: list(order!.fulfillments)[0]!.id,
    Return: list(list(data!.returns!.nodes)[0]?.returns?.nodes ?? ([] as never))[0]?.id,
    Product: list(data!.products!.nodes)[0]!.id,
  };
}

/** The recorded shop's ids are not ours: each kind's becomes one that we have. */
function withIds(value: unknown, ids: { [kind: string]: unknown }): unknown {
  if (typeof value === "string") {
    const kind = /^gid:\/\/shopify\/(\w+)\//.exec(value)?.[1];
    return (kind && ids[kind]) ?? value;
  }
  if (Array.isArray(value)) return value.map((one) => withIds(one, ids));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withIds(inner, ids)]));
}

function isBeyondTheSandbox({ errors }: Json) {
  const codes = list(errors ?? ([] as never)).map((error) => String(error.extensions?.code));
  return codes.some((code) => ["SANDBOX_NOT_IMPLEMENTED", "ACCESS_DENIED"].includes(code));
}

function compare(exchange: Exchange, answer: Json): string[] {
  const cost = answer.extensions?.cost?.requestedQueryCost as unknown;
  const isOtherCost =
    exchange.requestedCost !== undefined &&
    cost !== undefined &&
    cost !== exchange.requestedCost &&
    !OTHER_COSTS.test(exchange.query);
  return [
    ...(isOtherCost ? [`costs ${cost}, recorded ${exchange.requestedCost}`] : []),
    ...compareErrors(exchange.errors ?? [], list(answer.errors ?? ([] as never))),
    ...(exchange.data && answer.data ? shape(answer.data, exchange.data, "data") : []),
  ];
}

function compareErrors(recorded: NonNullable<Exchange["errors"]>, ours: Json[]): string[] {
  const said = (errors: { message: unknown; extensions?: { code?: unknown } }[]) =>
    errors
      // Introspection sorts an enum's values; Shopify lists them as they were declared.
      .map((error) =>
        `${error.message} ${error.extensions?.code}`.replace(/to be one of: [A-Z_, ]+/, "to be one of"),
      )
      .sort();
  const [mine, theirs] = [said(ours as never), said(recorded)];
  return JSON.stringify(mine) === JSON.stringify(theirs) ? [] : [`errors ${mine} instead of ${theirs}`];
}

/** The same keys, and the same kind of value wherever both have one. */
function shape(ours: unknown, recorded: unknown, path: string): string[] {
  if (ours === null || recorded === null) return [];
  if (Array.isArray(ours) && Array.isArray(recorded)) {
    return ours.length && recorded.length ? shape(ours[0], recorded[0], `${path}[]`) : [];
  }
  if (typeof ours !== typeof recorded)
    return [`${path} is a ${typeof ours}, recorded as a ${typeof recorded}`];
  if (typeof ours !== "object" || typeof recorded !== "object") return [];
  const [mine, theirs] = [ours as { [key: string]: unknown }, recorded as { [key: string]: unknown }];
  const missing = Object.keys(theirs).filter((key) => !(key in mine));
  return [
    ...missing.map((key) => `${path}.${key} is missing`),
    ...Object.keys(mine).flatMap((key) =>
      key in theirs ? shape(mine[key], theirs[key], `${path}.${key}`) : [],
    ),
  ];
}
