import { gid } from "../store/ids.ts";
import type { Refund, Transaction } from "../store/order-types.ts";
import { type Call, isVisible, named, type Part, type TypeFields } from "./call.ts";
import { lineOf } from "./fulfillments.ts";
import { idArgument } from "./ids.ts";
import { parts } from "./orders.ts";

type Payment = Part<Transaction>;
type MoneyBack = Part<Refund>;
type MoneyBackLine = Part<Refund["lines"][number]>;

export const paymentFields: TypeFields = {
  QueryRoot: {
    refund: (_: unknown, args, call) => findRefund(idArgument("Refund", args.id), call),
  },
  OrderTransaction: {
    id: ({ it }: Payment) => gid("OrderTransaction", it.id),
    kind: ({ it }: Payment) => it.kind,
    status: ({ it }: Payment) => it.status,
    gateway: ({ it }: Payment) => it.gateway,
    formattedGateway: ({ it }: Payment) => it.formattedGateway,
    amountSet: ({ it }: Payment) => it.amount,
    errorCode: ({ it }: Payment) => it.errorCode,
    createdAt: ({ it }: Payment) => it.createdAt,
    processedAt: ({ it }: Payment) => it.processedAt,
    test: ({ order }: Payment) => order.test,
    manualPaymentGateway: ({ it }: Payment) => it.gateway === "manual",
    order: ({ order }: Payment) => named("Order", order),
    parentTransaction: ({ order, it }: Payment) => {
      const parent = order.transactions.find((one) => one.id === it.parentId);
      return parent ? { order, it: parent } : null;
    },
  },
  Refund: {
    id: ({ it }: MoneyBack) => gid("Refund", it.id),
    legacyResourceId: ({ it }: MoneyBack) => String(it.id),
    createdAt: ({ it }: MoneyBack) => it.createdAt,
    updatedAt: ({ it }: MoneyBack) => it.updatedAt,
    processedAt: ({ it }: MoneyBack) => it.createdAt,
    note: ({ it }: MoneyBack) => it.note,
    order: ({ order }: MoneyBack) => named("Order", order),
    totalRefundedSet: ({ it }: MoneyBack) => it.total,
    refundLineItems: ({ order, it }: MoneyBack, args) => parts(order, it.lines, args),
    transactions: ({ order, it }: MoneyBack, args) =>
      parts(
        order,
        order.transactions.filter((one) => it.transactionIds.includes(one.id)),
        args,
      ),
    return: ({ order, it }: MoneyBack) => {
      const found = order.returns.find((one) => one.id === it.returnId);
      return found ? { order, it: found } : null;
    },
  },
  RefundLineItem: {
    id: ({ it }: MoneyBackLine) => gid("RefundLineItem", it.id),
    lineItem: ({ order, it }: MoneyBackLine) => lineOf(order, it.lineItemId),
    quantity: ({ it }: MoneyBackLine) => it.quantity,
    restockType: ({ it }: MoneyBackLine) => it.restockType,
    restocked: ({ it }: MoneyBackLine) => it.restocked,
    location: ({ it }: MoneyBackLine, _, call) =>
      it.locationId === null ? null : call.store.location(it.locationId),
    subtotalSet: ({ it }: MoneyBackLine) => it.subtotal,
    totalTaxSet: ({ it }: MoneyBackLine) => it.tax,
    priceSet: ({ order, it }: MoneyBackLine) => lineOf(order, it.lineItemId).it.unitPrice,
  },
};

function findRefund(id: number, call: Call): MoneyBack | null {
  const order = call.store.orderOf("Refund", id);
  const it = order?.refunds.find((one) => one.id === id);
  return order && it && isVisible(order, call) ? named("Refund", { order, it }) : null;
}
