import { gid } from "../../store/ids.ts";
import type { Order, Refund, Transaction } from "../../store/order-types.ts";
import { restLineItem } from "./line-item.ts";
import { moneySet, type Rendering, restInstant, zeroSet } from "./rest.ts";

export function refundPayload(it: Refund, order: Order, rendering: Rendering) {
  const paid = order.transactions.filter((one) => it.transactionIds.includes(one.id));
  return {
    id: it.id,
    admin_graphql_api_id: gid("Refund", it.id),
    order_id: order.id,
    created_at: restInstant(it.createdAt, rendering),
    note: it.note,
    user_id: null,
    processed_at: restInstant(it.createdAt, rendering),
    restock: it.lines.some((line) => line.restocked),
    duties: [],
    total_duties_set: zeroSet(it.total),
    return:
      it.returnId === null ? null : { id: it.returnId, admin_graphql_api_id: gid("Return", it.returnId) },
    refund_shipping_lines: [],
    order_adjustments: [],
    refund_line_items: it.lines.map((line) => refundLine(line, order, rendering)),
    transactions: paid.map((one) => restTransaction(one, order, rendering)),
  };
}

/** Subtotals here are numbers while other money is text, as Shopify writes them. */
function refundLine(line: Refund["lines"][number], order: Order, rendering: Rendering) {
  return {
    id: line.id,
    quantity: line.quantity,
    line_item_id: line.lineItemId,
    location_id: line.locationId,
    restock_type: line.restockType.toLowerCase(),
    subtotal: Number(line.subtotal.shopMoney.amount),
    total_tax: Number(line.tax.shopMoney.amount),
    subtotal_set: moneySet(line.subtotal),
    total_tax_set: moneySet(line.tax),
    line_item: restLineItem(order.lineItems.find((one) => one.id === line.lineItemId)!, rendering),
  };
}

function restTransaction(it: Transaction, order: Order, rendering: Rendering) {
  return {
    id: it.id,
    admin_graphql_api_id: gid("OrderTransaction", it.id),
    order_id: order.id,
    kind: it.kind.toLowerCase(),
    gateway: it.gateway,
    status: it.status.toLowerCase(),
    message: null,
    created_at: restInstant(it.createdAt, rendering),
    test: order.test,
    authorization: null,
    location_id: null,
    user_id: null,
    parent_id: it.parentId,
    processed_at: restInstant(it.processedAt, rendering),
    device_id: null,
    error_code: it.errorCode,
    source_name: order.sourceName,
    receipt: {},
    amount: it.amount.shopMoney.amount,
    currency: it.amount.shopMoney.currencyCode,
    payment_id: `${order.name}.${it.id}`,
    amount_rounding: null,
    // Here alone the currency has another key (documented sample).
    total_unsettled_set: {
      presentment_money: { amount: "0.0", currency: it.amount.presentmentMoney.currencyCode },
      shop_money: { amount: "0.0", currency: it.amount.shopMoney.currencyCode },
    },
    manual_payment_gateway: it.gateway === "manual",
  };
}
