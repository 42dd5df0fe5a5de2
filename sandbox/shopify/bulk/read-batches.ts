import { setImmediate } from "node:timers/promises";
import {
  type DocumentNode,
  execute,
  getNamedType,
  type GraphQLError,
  type GraphQLFieldResolver,
} from "graphql";
import { type Call, typeNameOf } from "../graphql/call.ts";
import { resolveField } from "../graphql/run-operation.ts";
import { sandboxSchema } from "../schema.ts";
import type { Page } from "../store/contract.ts";
import type { BulkNode } from "./bulk-lines.ts";

/** Roots read at a time: what the town holds in memory of a shop of a million orders. */
const BATCH = 100;

/** For want of a scope the whole operation fails, where an ordinary query leaves the field null. */
export class BulkAccessDenied extends Error {
  name = "BulkAccessDenied";
}

interface Turn {
  after: string | null;
  hasMore: boolean;
}

/** The nodes of the query's one root connection, a batch at a time, with their own connections whole. */
export async function* readBatches(document: DocumentNode, call: Call): AsyncGenerator<BulkNode[]> {
  const { schema } = await sandboxSchema();
  const turn: Turn = { after: null, hasMore: true };
  const fieldResolver = resolverOf(turn);
  while (turn.hasMore) {
    turn.hasMore = false;
    const result = await execute({
      schema,
      document,
      contextValue: call,
      fieldResolver,
      typeResolver: (source) => typeNameOf(source),
    });
    for (const error of result.errors ?? []) refuse(error);
    const [root] = Object.values(result.data ?? {}) as { edges: { node: BulkNode }[] }[];
    yield root?.edges.map((edge) => edge.node) ?? [];
    // The town answers others between two batches.
    await setImmediate();
  }
}

/** The resolver of ordinary queries, under which the root goes page by page and everything below comes whole. */
function resolverOf(turn: Turn): GraphQLFieldResolver<unknown, Call> {
  return (source, args, call, info) => {
    if (!getNamedType(info.returnType).name.endsWith("Connection"))
      return resolveField(source, args, call, info);
    const whole = { ...args, last: null, before: null };
    if (info.path.prev)
      return resolveField(source, { ...whole, after: null, first: Number.POSITIVE_INFINITY }, call, info);
    const page = resolveField(
      source,
      { ...whole, after: turn.after, first: BATCH },
      call,
      info,
    ) as Page<unknown>;
    turn.after = page.edges.at(-1)?.cursor ?? null;
    turn.hasMore = page.hasNextPage;
    return page;
  };
}

/** Data that is protected from the app is null, as in an ordinary query; anything else ends the operation. */
function refuse(error: GraphQLError): void {
  if (error.extensions.code === "ACCESS_DENIED") throw new BulkAccessDenied(error.message);
  if (!error.message.startsWith("This app is not approved")) throw error.originalError ?? error;
}
