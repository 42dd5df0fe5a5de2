import { gid } from "../store/ids.ts";
import type { Return } from "../store/order-types.ts";
import { type Call, isVisible, named, type Part, type TypeFields } from "./call.ts";
import { mapPage } from "./connection.ts";
import { lineOf } from "./fulfillments.ts";
import { idArgument } from "./ids.ts";
import { parts } from "./orders.ts";

type GoodsBack = Part<Return>;
type GoodsBackLine = Part<Return["lines"][number]>;
type Exchange = Part<Return["exchangeLines"][number]>;

const line = {
  id: ({ it }: GoodsBackLine) => gid("ReturnLineItem", it.id),
  quantity: ({ it }: GoodsBackLine) => it.quantity,
  processedQuantity: ({ it }: GoodsBackLine) => it.processedQuantity,
  unprocessedQuantity: ({ it }: GoodsBackLine) => it.quantity - it.processedQuantity,
  processableQuantity: ({ it }: GoodsBackLine) => it.quantity - it.processedQuantity,
  refundedQuantity: ({ it }: GoodsBackLine) => it.refundedQuantity,
  refundableQuantity: ({ it }: GoodsBackLine) => it.quantity - it.refundedQuantity,
  returnReason: ({ it }: GoodsBackLine) => it.reason,
  returnReasonNote: () => "",
  customerNote: ({ it }: GoodsBackLine) => it.customerNote,
};

export const returnFields: TypeFields = {
  QueryRoot: {
    return: (_: unknown, args, call) => findReturn(idArgument("Return", args.id), call),
  },
  Return: {
    id: ({ it }: GoodsBack) => gid("Return", it.id),
    name: ({ it }: GoodsBack) => it.name,
    status: ({ it }: GoodsBack) => it.status,
    createdAt: ({ it }: GoodsBack) => it.createdAt,
    closedAt: ({ it }: GoodsBack) => (it.status === "CLOSED" ? it.updatedAt : null),
    totalQuantity: ({ it }: GoodsBack) => it.lines.reduce((sum, one) => sum + one.quantity, 0),
    decline: ({ it }: GoodsBack) => (it.status === "DECLINED" ? it : null),
    order: ({ order }: GoodsBack) => named("Order", order),
    returnLineItems: ({ order, it }: GoodsBack, args) =>
      mapPage(parts(order, it.lines, args), (part) => named("ReturnLineItem", part)),
    exchangeLineItems: ({ order, it }: GoodsBack, args) => parts(order, it.exchangeLines, args),
    refunds: ({ order, it }: GoodsBack, args) =>
      parts(
        order,
        order.refunds.filter((one) => one.returnId === it.id),
        args,
      ),
  },
  ReturnDecline: {
    reason: (it: Return) => it.declineReason ?? "OTHER",
    note: () => null,
  },
  ReturnLineItem: {
    ...line,
    fulfillmentLineItem: ({ order, it }: GoodsBackLine) => {
      const shipped = order.fulfillments
        .flatMap((one) => one.lineItems)
        .find((one) => one.id === it.fulfillmentLineItemId || one.lineItemId === it.lineItemId);
      return shipped && { order, it: shipped };
    },
  },
  ExchangeLineItem: {
    id: ({ it }: Exchange) => gid("ExchangeLineItem", it.id),
    quantity: ({ it }: Exchange) => it.quantity,
    variantId: ({ it }: Exchange) => gid("ProductVariant", it.variantId),
    title: ({ it }: Exchange, _, call) => {
      const variant = call.store.variant(it.variantId);
      return variant && (call.store.product(variant.productId)?.title ?? null);
    },
    variantTitle: ({ it }: Exchange, _, call) => call.store.variant(it.variantId)?.title ?? null,
    variantSku: ({ it }: Exchange, _, call) => call.store.variant(it.variantId)?.sku ?? null,
    lineItems: ({ order, it }: Exchange) => (it.lineItemId === null ? [] : [lineOf(order, it.lineItemId)]),
  },
};

export function findReturn(id: number, call: Call): GoodsBack | null {
  const order = call.store.orderOf("Return", id);
  const it = order?.returns.find((one) => one.id === id);
  return order && it && isVisible(order, call) ? named("Return", { order, it }) : null;
}
