import { gid } from "../../store/ids.ts";
import type { Order, Return, ReverseDelivery } from "../../store/order-types.ts";

/** Return payloads name no lines, only how many (documented samples): the app reads them again through GraphQL. */
export function returnPayload(topic: string, it: Return, order: Order) {
  const head = { id: it.id, admin_graphql_api_id: gid("Return", it.id), status: it.status.toLowerCase() };
  if (["returns/close", "returns/cancel", "returns/reopen"].includes(topic))
    return {
      id: it.id,
      admin_graphql_api_id: head.admin_graphql_api_id,
      order_id: order.id,
      status: head.status,
    };
  return {
    ...head,
    order: { id: order.id, admin_graphql_api_id: gid("Order", order.id) },
    total_return_line_items: it.lines.reduce((sum, line) => sum + line.quantity, 0),
    name: it.name,
    return_line_items: [],
    ...(topic === "returns/decline" && {
      decline: { reason: it.declineReason?.toLowerCase() ?? "other", note: it.declineNote },
    }),
    return_shipping_fees: [],
    exchange_line_items: it.exchangeLines.map((line) => ({
      id: line.id,
      admin_graphql_api_id: gid("ExchangeLineItem", line.id),
      line_item: line.lineItemId === null ? null : { id: line.lineItemId },
    })),
    total_exchange_line_items: it.exchangeLines.reduce((sum, line) => sum + line.quantity, 0),
  };
}

/** A label or a parcel's number for goods on their way back. */
export function reverseDeliveryPayload(it: Return, { id, carrier, number, url, labelUrl }: ReverseDelivery) {
  return {
    id,
    admin_graphql_api_id: gid("ReverseDelivery", id),
    shipping_deliverable: {
      label: labelUrl && { public_file_url: labelUrl },
      tracking: { carrier_name: carrier, tracking_number: number, tracking_url: url },
    },
    return: { id: it.id, admin_graphql_api_id: gid("Return", it.id) },
    type: "shipping",
  };
}

/** What became of goods that arrived: names neither the return nor its order. */
export function disposePayload(it: Return) {
  const id = it.backwardsId ?? 0;
  return {
    id,
    admin_graphql_api_id: gid("ReverseFulfillmentOrder", id),
    dispositions: it.dispositions.map((one) => ({
      id: one.id,
      admin_graphql_api_id: gid("ReverseFulfillmentOrderDisposition", one.id),
      type: one.type.toLowerCase(),
      quantity: one.quantity,
    })),
  };
}
