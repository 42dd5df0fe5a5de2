import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { type DocumentNode, getOperationAST, print } from "graphql";
import { ClientError, GraphQLClient } from "graphql-request";
import { pause, SECOND } from "#app/clock.ts";
import { assertNoTransaction, prisma } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";
import {
  type AdminAnswer,
  BUSY,
  failure,
  type GraphQLFault,
  isThrottled,
  readAdminAnswer,
  readStatus,
  readUnsure,
} from "./admin-answer.ts";
import { API_VERSION } from "./api-version.ts";
import type { ThrottleStatus } from "./cost-bucket.ts";
import { endTurn, takeTurn } from "./cost-turn.server.ts";
import { offlineToken } from "./offline-token.server.ts";

/** Waits for points are not counted here: each try after the first is one that Shopify turned away. */
const MOST_TRIES = 8;
const ANSWER_WITHIN = 15 * SECOND;

/**
 * One question to a shop's Admin API, or one change. Waits its turn by the cost bucket, asks again where it was
 * throttled, renews a refused token once, and repeats a query (never a mutation) that got no answer. What a merchant
 * can do something about comes back as a value; a malformed operation throws.
 */
export async function askAdmin<TData, TVariables extends object>(
  shopId: string,
  document: TypedDocumentNode<TData, TVariables>,
  variables: TVariables,
): Promise<AdminAnswer<TData>> {
  assertNoTransaction("askAdmin");
  const shop = await prisma.shop.findUnique({
    where: { id: shopId },
    select: { domain: true, uninstalledAt: true },
  });
  if (!shop || shop.uninstalledAt) return failure("uninstalled", "Threadline is not installed in this shop.");
  const operation = operationOf(document);
  const started = performance.now();
  const { answer, tries, cost } = await askUntilAnswered<TData>(shop.domain, operation, variables);
  const because = answer.ok ? "ok" : answer.because;
  const millis = Math.round(performance.now() - started);
  log.info({ shopId, operation: operation.name, because, tries, cost, millis }, "asked Shopify");
  return answer;
}

interface Operation {
  name: string;
  text: string;
  isMutation: boolean;
}

async function askUntilAnswered<TData>(domain: string, operation: Operation, variables: object) {
  let token = await offlineToken(domain);
  let isRenewed = false;
  for (let tries = 1; ; tries++) {
    if (!token.ok) return { answer: failure(token.because, token.say), tries, cost: 0 };
    const reply = await post<TData>({ domain, operation, variables, accessToken: token.accessToken });
    const { cost } = reply;
    const mayRepeat = tries < MOST_TRIES;
    if (reply.status === 401 && !isRenewed) {
      isRenewed = true;
      token = await offlineToken(domain, { not: token.accessToken });
    } else if (reply.status === TOO_LONG) {
      return { answer: failure("throttled", BUSY), tries, cost };
    } else if (isTurnedAway(reply)) {
      if (!mayRepeat) return { answer: failure("throttled", BUSY), tries, cost };
      await pause(tries * 250);
    } else if (reply.status !== 200) {
      const isDown = reply.status === 0 || reply.status >= 500;
      if (isDown && operation.isMutation) return { answer: readUnsure(), tries, cost };
      if (!isDown || tries >= 3) return { answer: readStatus(reply.status), tries, cost };
      await pause(tries * 250);
    } else {
      return { answer: readAdminAnswer(operation.name, reply.data, reply.errors), tries, cost };
    }
  }
}

/** Not sent at all. */
const TOO_LONG = -1;

interface Reply<TData> {
  /** 0: no answer. */
  status: number;
  data: TData | null;
  errors: GraphQLFault[];
  cost: number;
}

/** Reported as 200 with an error and as 429 (wire facts differ): both mean that nothing was executed. */
const isTurnedAway = ({ status, errors }: Reply<unknown>) => status === 429 || isThrottled(errors);

interface Post {
  domain: string;
  operation: Operation;
  variables: object;
  accessToken: string;
}

async function post<TData>({ domain, operation, variables, accessToken }: Post): Promise<Reply<TData>> {
  const cost = lastCost.get(operation.name) ?? COST_UNKNOWN;
  if (!(await takeTurn(domain, cost))) return { status: TOO_LONG, data: null, errors: [], cost };
  const reply = await send<TData>(domain, accessToken, operation, variables);
  endTurn(domain, cost, reply.throttle);
  if (reply.requested) lastCost.set(operation.name, reply.requested);
  return { ...reply, cost: reply.requested ?? cost };
}

async function send<TData>(domain: string, accessToken: string, operation: Operation, variables: object) {
  const client = new GraphQLClient(`https://${domain}/admin/api/${API_VERSION}/graphql.json`, {
    errorPolicy: "all",
    headers: { "x-shopify-access-token": accessToken },
  });
  const signal = AbortSignal.timeout(ANSWER_WITHIN);
  try {
    const response = await client.rawRequest<TData>({ query: operation.text, variables, signal });
    const errors = (response.errors ?? []) as GraphQLFault[];
    return { status: 200, data: response.data ?? null, errors, ...costOf(response.extensions) };
  } catch (err) {
    const nothing = { data: null, errors: [], throttle: null, requested: null };
    if (err instanceof ClientError) return { ...nothing, status: err.response.status };
    log.warn({ err, operation: operation.name }, "no answer from Shopify");
    return { ...nothing, status: 0 };
  }
}

interface CostExtension {
  cost?: { requestedQueryCost?: number; throttleStatus?: ThrottleStatus };
}

function costOf(extensions: unknown) {
  const { cost } = (extensions ?? {}) as CostExtension;
  return { throttle: cost?.throttleStatus ?? null, requested: cost?.requestedQueryCost ?? null };
}

const COST_UNKNOWN = 100;
const lastCost = new Map<string, number>();
const operations = new WeakMap<DocumentNode, Operation>();

function operationOf(document: DocumentNode): Operation {
  const known = operations.get(document);
  if (known) return known;
  const ast = getOperationAST(document);
  if (!ast?.name) throw new Error("an Admin document holds exactly one named operation");
  const operation = { name: ast.name.value, text: print(document), isMutation: ast.operation === "mutation" };
  operations.set(document, operation);
  return operation;
}
