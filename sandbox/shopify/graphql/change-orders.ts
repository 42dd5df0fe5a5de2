import { createHash, randomUUID } from "node:crypto";
import { type GraphQLResolveInfo, Kind, valueFromASTUntyped } from "graphql";
import { gid } from "../store/ids.ts";
import type { CancelReason, Refund } from "../store/order-types.ts";
import type { Outcome, RefundOrder, UpdateOrder } from "../store/verb-types.ts";
import { badRequest, type Call, named, text, type TypeFields } from "./call.ts";
import { idArgument } from "./ids.ts";
import { findOrder } from "./orders.ts";

interface OrderInput {
  id: string;
  note?: string | null;
  tags?: string[];
  email?: string | null;
  phone?: string | null;
  poNumber?: string | null;
  customAttributes?: { key: string; value: string }[];
  shippingAddress?: UpdateOrder["shippingAddress"];
}
interface RefundInput {
  orderId: string;
  note?: string | null;
  refundLineItems?: {
    lineItemId: string;
    quantity: number;
    restockType?: "NO_RESTOCK" | "CANCEL" | "RETURN";
  }[];
  transactions?: { amount: string }[];
  shipping?: { amount?: string; fullRefund?: boolean };
}

export const orderChanges: TypeFields = {
  QueryRoot: {
    // Whatever a mutation set going is done before it answers.
    job: (_: unknown, args) => (anyJob(args.id) ? { id: args.id, done: true } : null),
  },
  Mutation: {
    orderUpdate: (_: unknown, args, call) => updateOrder(args.input as OrderInput, call),
    orderCancel: (_: unknown, args, call) => cancelOrder(args, call),
    refundCreate: (_: unknown, args, call, info) => refundOnce(args.input as RefundInput, call, info),
    orderClose: (_: unknown, args, call) => {
      const id = visibleId((args.input as { id: string }).id, call);
      return changed("orderClose", args, call.store.closeOrder(id), call);
    },
    orderOpen: (_: unknown, args, call) => {
      const id = visibleId((args.input as { id: string }).id, call);
      return changed("orderOpen", args, call.store.reopenOrder(id), call);
    },
  },
  Job: {
    id: (it: { id: string }) => it.id,
    done: (it: { done: boolean }) => it.done,
  },
};

function updateOrder(input: OrderInput, call: Call) {
  const { id, ...change } = input;
  return changed("orderUpdate", input, call.store.updateOrder(visibleId(id, call), change), call);
}

function changed(mutation: string, input: unknown, outcome: Outcome<{ id: number }>, call: Call) {
  if (!outcome.ok) return { order: null, userErrors: outcome.userErrors };
  call.record(mutation, input);
  return { order: findOrder(outcome.value.id, call), userErrors: [] };
}

function cancelOrder(args: { [name: string]: unknown }, call: Call) {
  const method = args.refundMethod as { originalPaymentMethodsRefund?: boolean } | null | undefined;
  const outcome = call.store.cancelOrder(visibleId(args.orderId, call), {
    reason: args.reason as CancelReason,
    refund: args.refund === true || method?.originalPaymentMethodsRefund === true,
    restock: args.restock === true,
    ...(text(args.staffNote) !== null && { staffNote: text(args.staffNote)! }),
  });
  const userErrors = outcome.ok ? [] : outcome.userErrors;
  if (outcome.ok) call.record("orderCancel", args);
  const job = outcome.ok ? { id: `gid://shopify/Job/${randomUUID()}`, done: false } : null;
  return { job, orderCancelUserErrors: userErrors, userErrors };
}

/** `@idempotent(key:)`: the same key with the same input answers again; with another input it is refused. */
function refundOnce(input: RefundInput, call: Call, info: GraphQLResolveInfo) {
  const key = idempotencyKey(info);
  if (key === null)
    throw badRequest("The @idempotent directive is required for this mutation but was not provided.");
  const digest = createHash("sha256").update(JSON.stringify(input)).digest("hex");
  const known = call.installation.idempotent.get(key);
  if (known && known.input !== digest)
    throw badRequest("The same idempotency key cannot be used with different inputs.");
  if (known) return known.answer;
  const answer = refund(input, call);
  if (answer.refund) call.installation.idempotent.set(key, { input: digest, answer });
  return answer;
}

function refund(input: RefundInput, call: Call) {
  const orderId = visibleId(input.orderId, call);
  const outcome = call.store.refundOrder(orderId, wanted(input));
  if (!outcome.ok) return { refund: null, order: null, userErrors: outcome.userErrors };
  call.record("refundCreate", input);
  const order = findOrder(orderId, call)!;
  return { refund: refundIn(order.refunds, outcome.value), order, userErrors: [] };

  function refundIn(refunds: Refund[], made: Refund) {
    return named("Refund", { order, it: refunds.find((one) => one.id === made.id) ?? made });
  }
}

/** Money beyond what the lines are worth is a goodwill amount. */
function wanted(input: RefundInput): RefundOrder {
  const lines = input.refundLineItems?.map((line) => ({
    lineItemId: idArgument("LineItem", line.lineItemId),
    quantity: line.quantity,
    ...(line.restockType && { restockType: line.restockType }),
  }));
  const paid = input.transactions?.reduce((sum, one) => sum + Number(one.amount), 0);
  return {
    note: input.note ?? null,
    shipping: input.shipping?.fullRefund === true || Number(input.shipping?.amount ?? 0) > 0,
    ...(lines?.length ? { lines } : { amount: (paid ?? 0).toFixed(2), lines: [] }),
  };
}

function idempotencyKey(info: GraphQLResolveInfo): string | null {
  const directive = info.fieldNodes[0]?.directives?.find(({ name }) => name.value === "idempotent");
  const argument = directive?.arguments?.find(({ name }) => name.value === "key");
  if (!argument) return null;
  if (argument.value.kind === Kind.VARIABLE) return text(info.variableValues[argument.value.name.value]);
  return text(valueFromASTUntyped(argument.value));
}

/** Orders that do not exist for the app cannot be changed by it either. */
function visibleId(value: unknown, call: Call): number {
  const id = idArgument("Order", value);
  return findOrder(id, call) ? id : -1;
}

function anyJob(id: unknown) {
  return String(id).startsWith(gid("Job", 0).slice(0, -1));
}
