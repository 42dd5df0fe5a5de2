import type { Customer } from "../../shopify/store/types.ts";
import { html } from "../html.ts";
import type { ShellContent } from "../shell-page.ts";
import { addressOf, type Visit } from "../visit.ts";
import { addressLines } from "./address-lines.ts";
import { badge } from "./badge.ts";
import { orderTable } from "./order-table.ts";
import { customerName, priceWords } from "./words.ts";

export function customersPage(visit: Visit, query: URLSearchParams): ShellContent {
  const words = (query.get("query") ?? "").trim().toLowerCase();
  const holds = (one: Customer) =>
    `${customerName(one)} ${one.email ?? ""} ${one.phone ?? ""}`.toLowerCase().includes(words);
  const page = visit.store.customers({ first: 50, reverse: true, ...(words ? { where: holds } : {}) });
  const body = html`<div class="page"><h1>Customers</h1><section class="card">
<form class="filter"><input class="search" type="search" name="query" value="${words}" placeholder="Name, email or phone" aria-label="Filter customers"></form>
<div class="table-place"><table><thead><tr><th>Name</th><th>Email</th><th>Phone</th><th class="number">Orders</th></tr></thead>
<tbody>${page.edges.map(
    ({
      node,
    }) => html`<tr><td><a href="${addressOf(visit, `/customers/${node.id}`)}"><strong>${customerName(node)}</strong></a></td>
<td>${node.email}</td><td>${node.phone}</td><td class="number">${visit.store.customerTotals(node.id).numberOfOrders}</td></tr>`,
  )}</tbody></table></div></section></div>`;
  return { title: "Customers", current: "customers", body };
}

export function customerPage(visit: Visit, id: string): ShellContent {
  const { store } = visit;
  const customer = store.customer(Number(id));
  if (!customer) {
    const body = html`<div class="page"><h1>Customer not found</h1></div>`;
    return { title: "Customer not found", current: "customers", body };
  }
  const totals = store.customerTotals(customer.id);
  const address = customer.addresses.find((one) => one.id === customer.defaultAddressId) ?? null;
  const body = html`<div class="page">
<p class="back"><a href="${addressOf(visit, "/customers")}">Customers</a></p>
<h1>${customerName(customer)}</h1>
<div class="numbers"><div><span>Amount spent</span><strong>${priceWords(totals.amountSpent, store.shop().currencyCode)}</strong></div>
<div><span>Orders</span><strong>${totals.numberOfOrders}</strong></div></div>
<div class="columns"><div><section class="card"><header><h2>Orders</h2></header>${orderTable(visit, store.ordersOfCustomer(customer.id))}</section></div>
<aside><section class="card"><header><h2>Contact</h2></header><p>${customer.email ?? "No email"}<br>${customer.phone ?? "No phone"}</p>
<h3>Marketing</h3><p>Email ${badge(customer.emailConsent.state)}<br>SMS ${badge(customer.smsConsent.state)}</p>
<h3>Address</h3><p>${addressLines(address)}</p></section></aside></div></div>`;
  return { title: customerName(customer), current: "customers", body };
}
