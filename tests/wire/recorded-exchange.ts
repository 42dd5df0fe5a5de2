import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { WIRE } from "./documented-sample.ts";

export interface Exchange {
  file: string;
  query: string;
  variables: { [name: string]: unknown };
  /** What Shopify answered. */
  data: { [field: string]: unknown } | null | undefined;
  errors: { message: string; extensions?: { code?: string } }[] | undefined;
  requestedCost: number | undefined;
}

/** Every recorded request whose text and answer stand together, each once. */
export function recordedExchanges(): Exchange[] {
  const folder = join(WIRE, "shopify/graphql-recorded");
  const seen = new Set<string>();
  return readdirSync(folder).flatMap((file) =>
    [...exchangesIn(JSON.parse(readFileSync(join(folder, file), "utf8")), file)].filter((one) => {
      const key = JSON.stringify([one.query, one.variables]);
      return !seen.has(key) && seen.add(key);
    }),
  );
}

function* exchangesIn(value: unknown, file: string): Generator<Exchange> {
  if (typeof value !== "object" || value === null) return;
  const { query, variables, response, payload } = value as { [key: string]: unknown };
  const answer = answerIn(response ?? payload);
  if (typeof query === "string" && query.includes("{") && answer)
    yield {
      file,
      query,
      variables: (variables ?? {}) as Exchange["variables"],
      data: answer.data,
      errors: answer.errors,
      requestedCost: answer.extensions?.cost?.requestedQueryCost,
    };
  for (const inner of Object.values(value)) yield* exchangesIn(inner, file);
}

interface RecordedAnswer {
  data?: Exchange["data"];
  errors?: Exchange["errors"];
  extensions?: { cost?: { requestedQueryCost?: number } };
}

/** Recorders wrapped the answer in different ways. */
function answerIn(value: unknown): RecordedAnswer | null {
  if (typeof value !== "object" || value === null) return null;
  if ("data" in value || "errors" in value) return value as RecordedAnswer;
  const { body, payload } = value as { body?: unknown; payload?: unknown };
  return answerIn(body ?? payload);
}
