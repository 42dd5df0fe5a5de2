import type { Order } from "../../shopify/store/order-types.ts";
import { type Html, html } from "../html.ts";
import { addressOf, type Visit } from "../visit.ts";
import { badge } from "./badge.ts";
import { customerName, dateWords, priceWords } from "./words.ts";

/** Orders as rows; on a phone each becomes a small card. */
export function orderTable(visit: Visit, orders: Order[]): Html {
  const { store } = visit;
  const zone = store.shop().ianaTimezone;
  if (!orders.length) return html`<p class="empty">No orders here.</p>`;
  return html`<div class="table-place"><table class="orders">
<thead><tr><th>Order</th><th>Date</th><th>Customer</th><th class="number">Total</th><th>Payment</th><th>Fulfillment</th></tr></thead>
<tbody>${orders.map((order) => {
    const customer = order.customerId ? store.customer(order.customerId) : null;
    const total = order.totals.currentTotal.shopMoney;
    return html`<tr>
<td><a href="${addressOf(visit, `/orders/${order.id}`)}"><strong>${order.name}</strong></a></td>
<td>${dateWords(order.createdAt, zone)}</td><td>${customerName(customer)}</td>
<td class="number">${priceWords(total.amount, total.currencyCode)}</td>
<td>${badge(order.cancelledAt ? "CANCELLED" : order.financialStatus)}</td><td>${badge(order.fulfillmentStatus)}</td></tr>`;
  })}</tbody></table></div>`;
}
