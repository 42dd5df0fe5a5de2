import type { Fulfillment, Order } from "../../shopify/store/order-types.ts";
import { type Html, html } from "../html.ts";
import type { ShellContent } from "../shell-page.ts";
import { addressOf, type Visit } from "../visit.ts";
import { badge } from "./badge.ts";
import { orderTable } from "./order-table.ts";
import { addressLines } from "./address-lines.ts";
import { customerName, dateWords, priceWords, statusWords } from "./words.ts";

const PER_PAGE = 50;

export function ordersPage(visit: Visit, query: URLSearchParams): ShellContent {
  const words = (query.get("query") ?? "").trim().toLowerCase();
  const holds = ({ name, email, shippingAddress: to }: Order) =>
    `${name} ${email ?? ""} ${to?.firstName ?? ""} ${to?.lastName ?? ""}`.toLowerCase().includes(words);
  const page = visit.store.orders({
    first: PER_PAGE,
    after: query.get("after"),
    reverse: true,
    sortKey: "CREATED_AT",
    ...(words ? { where: holds } : {}),
  });
  const last = page.edges.at(-1)?.cursor;
  const next = new URLSearchParams({ ...(words ? { query: words } : {}), after: last ?? "" });
  const body = html`<div class="page"><h1>Orders</h1>
<section class="card">
<form class="filter"><input class="search" type="search" name="query" value="${words}" placeholder="Number, email or name" aria-label="Filter orders"></form>
${orderTable(
  visit,
  page.edges.map(({ node }) => node),
)}
${page.hasNextPage && last ? html`<p class="more"><a class="button" href="${addressOf(visit, `/orders?${next}`)}">Older orders</a></p>` : null}
</section></div>`;
  return { title: "Orders", current: "orders", body };
}

export function orderPage(visit: Visit, id: string): ShellContent {
  const order = visit.store.order(Number(id));
  if (!order) {
    const body = html`<div class="page"><h1>Order not found</h1><p>The shop has no order with the id ${id}.</p></div>`;
    return { title: "Order not found", current: "orders", body };
  }
  const zone = visit.store.shop().ianaTimezone;
  const body = html`<div class="page">
<p class="back"><a href="${addressOf(visit, "/orders")}">Orders</a></p>
<h1>${order.name} ${badge(order.cancelledAt ? "CANCELLED" : order.financialStatus)} ${badge(order.fulfillmentStatus)}</h1>
<p class="muted">${dateWords(order.createdAt, zone)} from ${order.channel}</p>
<div class="columns"><div>
${order.fulfillments.map((parcel) => parcelCard(order, parcel, zone))}
${order.fulfillmentOrders
  .filter(({ status }) => !["CLOSED", "CANCELLED"].includes(status))
  .map((waiting) => waitingCard(order, waiting))}
${moneyCard(order)}
${timelineCard(order, zone)}
</div><aside>${customerCard(visit, order)}</aside></div></div>`;
  return { title: order.name, current: "orders", body };
}

function parcelCard(order: Order, parcel: Fulfillment, zone: string): Html {
  return html`<section class="card"><header><h2>${badge(parcel.displayStatus)} ${parcel.name}</h2></header>
${lines(order, parcel.lineItems)}
<p class="muted">${parcel.trackingInfo.map(
    ({ company, number, url }) =>
      html`${company ?? "Carrier"} ${url ? html`<a href="${url}" rel="noopener" target="_blank">${number ?? "tracking"}</a>` : number}`,
  )}</p>
<ol class="events">${parcel.events.map(
    ({ status, happenedAt, city, message }) =>
      html`<li><strong>${statusWords(status)}</strong> ${city} <span class="muted">${dateWords(happenedAt, zone)}</span>${message ? html`<br>${message}` : null}</li>`,
  )}</ol></section>`;
}

function waitingCard(order: Order, waiting: Order["fulfillmentOrders"][number]): Html {
  const items = waiting.lineItems.map(({ lineItemId, remainingQuantity }) => ({
    lineItemId,
    quantity: remainingQuantity,
  }));
  const holds = waiting.holds
    .map(({ displayReason, reasonNotes }) => reasonNotes || displayReason)
    .join(", ");
  return html`<section class="card"><header><h2>${badge(waiting.status)}</h2></header>${lines(order, items)}
${holds ? html`<p class="muted">On hold: ${holds}</p>` : null}</section>`;
}

function lines(order: Order, items: { lineItemId: number; quantity: number }[]): Html {
  return html`<table class="lines"><tbody>${items
    .filter(({ quantity }) => quantity > 0)
    .map(({ lineItemId, quantity }) => {
      const line = order.lineItems.find((one) => one.id === lineItemId);
      const price = line?.unitPrice.shopMoney;
      return html`<tr><td>${line?.name ?? "Removed item"}<br><small class="muted">${line?.sku}</small></td>
<td class="number">${price ? priceWords(price.amount, price.currencyCode) : ""} × ${quantity}</td></tr>`;
    })}</tbody></table>`;
}

function moneyCard({ totals, financialStatus }: Order): Html {
  const rows: [string, { shopMoney: { amount: string; currencyCode: string } }][] = [
    ["Subtotal", totals.currentSubtotal],
    ["Shipping", totals.currentShipping],
    ["Total", totals.currentTotal],
    ["Paid by customer", totals.received],
    ["Refunded", totals.refunded],
    ["Outstanding", totals.outstanding],
  ];
  return html`<section class="card"><header><h2>${badge(financialStatus)}</h2></header>
<table class="lines"><tbody>${rows.map(
    ([label, { shopMoney }]) =>
      html`<tr><td>${label}</td><td class="number">${priceWords(shopMoney.amount, shopMoney.currencyCode)}</td></tr>`,
  )}</tbody></table></section>`;
}

function timelineCard(order: Order, zone: string): Html | null {
  if (!order.timeline.length) return null;
  return html`<section class="card"><header><h2>Timeline</h2></header><ol class="events">${order.timeline
    .toReversed()
    .map(
      ({ at, message }) => html`<li>${message} <span class="muted">${dateWords(at, zone)}</span></li>`,
    )}</ol></section>`;
}

function customerCard(visit: Visit, order: Order): Html {
  const customer = order.customerId ? visit.store.customer(order.customerId) : null;
  const name = customerName(customer);
  return html`<section class="card"><header><h2>Customer</h2></header>
<p>${customer ? html`<a href="${addressOf(visit, `/customers/${customer.id}`)}">${name}</a>` : name}</p>
<p>${order.email ?? "No email"}<br>${order.phone ?? order.shippingAddress?.phone ?? "No phone"}</p>
<h3>Shipping address</h3><p>${addressLines(order.shippingAddress)}</p>
${order.note ? html`<h3>Note</h3><p>${order.note}</p>` : null}
${order.tags.length ? html`<h3>Tags</h3><p>${order.tags.join(", ")}</p>` : null}</section>`;
}
