import { html } from "../html.ts";
import type { ShellContent } from "../shell-page.ts";
import { addressOf, type Visit } from "../visit.ts";
import { orderTable } from "./order-table.ts";
import { priceWords } from "./words.ts";

const DAY = 24 * 60 * 60 * 1000;

/** The admin's first page: the last day in three numbers, and the newest orders. */
export function homePage(visit: Visit): ShellContent {
  const { store, staff, town } = visit;
  const newest = store
    .orders({ first: 10, reverse: true, sortKey: "CREATED_AT" })
    .edges.map(({ node }) => node);
  const since = new Date(town.clock.now() - DAY).toISOString();
  const lastDay = store.orders({ createdMin: since, first: 250 }).edges.map(({ node }) => node);
  const sales = lastDay.reduce((sum, { totals }) => sum + Number(totals.currentTotal.shopMoney.amount), 0);
  const waiting = lastDay.filter(({ fulfillmentStatus }) => fulfillmentStatus === "UNFULFILLED").length;
  const body = html`<div class="page">
<h1>Good day, ${staff.firstName}</h1>
<div class="numbers">
  <div><span>Sales, last 24 hours</span><strong>${priceWords(sales.toFixed(2), store.shop().currencyCode)}</strong></div>
  <div><span>Orders, last 24 hours</span><strong>${lastDay.length}</strong></div>
  <div><span>Of these still to ship</span><strong>${waiting}</strong></div>
</div>
<section class="card"><header><h2>Newest orders</h2><a href="${addressOf(visit, "/orders")}">All orders</a></header>
${orderTable(visit, newest)}</section></div>`;
  return { title: "Home", current: "home", body };
}
