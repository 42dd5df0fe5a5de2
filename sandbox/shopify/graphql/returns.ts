import { gid } from "../store/ids.ts";
import type { Disposition, Return, ReverseDelivery } from "../store/order-types.ts";
import { hash32 } from "../store/randomness.ts";
import { type Call, isVisible, named, type Part, type TypeFields } from "./call.ts";
import { mapPage, pageOf } from "./connection.ts";
import { lineOf } from "./fulfillments.ts";
import { idArgument } from "./ids.ts";
import { parts } from "./orders.ts";

type GoodsBack = Part<Return>;
type GoodsBackLine = Part<Return["lines"][number]>;
type BackwardsLine = GoodsBackLine & { of: Return };
type Backwards = Part<ReverseDelivery> & { of: Return };
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
  returnReasonDefinition: (part: GoodsBackLine) => part,
  returnReasonNote: () => "",
  customerNote: ({ it }: GoodsBackLine) => it.customerNote,
};

export const returnFields: TypeFields = {
  QueryRoot: {
    return: (_: unknown, args, call) => findReturn(idArgument("Return", args.id), call),
    reverseDelivery: (_: unknown, args, call) => findDelivery(idArgument("ReverseDelivery", args.id), call),
    reverseFulfillmentOrder: (_: unknown, args, call) =>
      findBackwards(idArgument("ReverseFulfillmentOrder", args.id), call),
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
    reverseFulfillmentOrders: ({ order, it }: GoodsBack, args) =>
      pageOf(it.backwardsId === null ? [] : [{ order, it }], args, () => it.backwardsId!),
    refunds: ({ order, it }: GoodsBack, args) =>
      parts(
        order,
        order.refunds.filter((one) => one.returnId === it.id),
        args,
      ),
  },
  ReturnReasonDefinition: {
    id: ({ it }: GoodsBackLine) => gid("ReturnReasonDefinition", hash32(it.reason)),
    handle: ({ it }: GoodsBackLine) => it.reason.toLowerCase().replaceAll("_", "-"),
    name: ({ it }: GoodsBackLine) =>
      it.reason.charAt(0) + it.reason.slice(1).toLowerCase().replaceAll("_", " "),
    deleted: () => false,
  },
  ReverseFulfillmentOrder: {
    id: ({ it }: GoodsBack) => gid("ReverseFulfillmentOrder", it.backwardsId!),
    order: ({ order }: GoodsBack) => named("Order", order),
    status: ({ it }: GoodsBack) =>
      it.status === "CANCELED" ? "CANCELED" : it.status === "CLOSED" ? "CLOSED" : "OPEN",
    lineItems: ({ order, it }: GoodsBack, args) =>
      mapPage(parts(order, it.lines, args), (part) => ({ ...part, of: it })),
    reverseDeliveries: ({ order, it }: GoodsBack, args) =>
      mapPage(parts(order, it.deliveries, args), (part) => ({ ...part, of: it })),
  },
  ReverseFulfillmentOrderLineItem: {
    id: ({ it }: BackwardsLine) => gid("ReverseFulfillmentOrderLineItem", it.id),
    totalQuantity: ({ it }: BackwardsLine) => it.quantity,
    dispositions: ({ it, of }: BackwardsLine) =>
      of.dispositions.filter(({ returnLineId }) => returnLineId === it.id),
  },
  ReverseFulfillmentOrderDisposition: {
    id: (it: Disposition) => gid("ReverseFulfillmentOrderDisposition", it.id),
    type: (it: Disposition) => it.type,
    quantity: (it: Disposition) => it.quantity,
  },
  ReverseDelivery: {
    id: ({ it }: Backwards) => gid("ReverseDelivery", it.id),
    reverseFulfillmentOrder: ({ order, of }: Backwards) => ({ order, it: of }),
    deliverable: ({ it }: Backwards) => named("ReverseDeliveryShippingDeliverable", { ...it }),
  },
  ReverseDeliveryShippingDeliverable: {
    label: (it: ReverseDelivery) => (it.labelUrl ? it : null),
    tracking: (it: ReverseDelivery) => it,
  },
  ReverseDeliveryLabelV2: { publicFileUrl: (it: ReverseDelivery) => it.labelUrl },
  ReverseDeliveryTrackingV2: {
    carrierName: (it: ReverseDelivery) => it.carrier,
    number: (it: ReverseDelivery) => it.number,
    url: (it: ReverseDelivery) => it.url,
  },
  ReturnDecline: {
    reason: (it: Return) => it.declineReason ?? "OTHER",
    note: (it: Return) => it.declineNote,
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

function findBackwards(id: number, call: Call): GoodsBack | null {
  const order = call.store.orderOf("Return", id);
  const it = order?.returns.find((one) => one.backwardsId === id);
  return order && it && isVisible(order, call) ? { order, it } : null;
}

function findDelivery(id: number, call: Call): Backwards | null {
  const order = call.store.orderOf("Return", id);
  const of = order?.returns.find((one) => one.deliveries.some((delivery) => delivery.id === id));
  const it = of?.deliveries.find((delivery) => delivery.id === id);
  return order && of && it && isVisible(order, call) ? { order, it, of } : null;
}

export function findReturn(id: number, call: Call): GoodsBack | null {
  const order = call.store.orderOf("Return", id);
  const it = order?.returns.find((one) => one.id === id);
  return order && it && isVisible(order, call) ? named("Return", { order, it }) : null;
}
