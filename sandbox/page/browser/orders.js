import { orderActions } from "./order-actions.js";
import { placeOrderForm } from "./place-order.js";
import { act, el, get, plain, SHOP } from "./town.js";

const cards = new Map();

/** The cast and whatever was placed since: each order with its facts and what can befall it. */
export async function showOrders(panel, { openShopAs }) {
  const cast = await get(`${SHOP}/cast`);
  const list = el("div", { class: "cards" });
  const find = el("input", {
    type: "search",
    name: "order",
    placeholder: "#10001, 10001 …",
    "aria-label": "Order",
  });
  const search = el("form", { class: "find", onsubmit: act(open) }, find, el("button", {}, "Find"));
  panel.replaceChildren(
    placeOrderForm(cast, (order) => add(order.id, { says: "Just placed." }, true)),
    search,
    list,
  );
  for (const member of cast.filter((one) => one.orderId !== null)) add(member.orderId, member);

  async function open(event) {
    event.preventDefault();
    const order = await get(`${SHOP}/orders/${encodeURIComponent(find.value.trim())}`);
    add(order.id, {}, true);
  }

  function add(orderId, member, isWanted = false) {
    const card = cards.get(orderId) ?? makeCard(orderId, member, openShopAs);
    cards.set(orderId, card);
    if (isWanted) {
      list.prepend(card.element);
      card.element.open = true;
    } else list.append(card.element);
  }
}

/** Draws an order anew that is open before the reader's eyes. */
export function refreshOrder(orderId) {
  const card = cards.get(orderId);
  if (card?.element.open) card.draw();
}

function makeCard(orderId, member, openShopAs) {
  const body = el("div", { class: "facts" });
  const title = el("b", {}, member.orderName ?? "");
  const element = el(
    "details",
    { class: "card", ontoggle: () => element.open && draw() },
    el(
      "summary",
      {},
      title,
      el("span", { class: "who" }, member.shopper ?? ""),
      member.role && el("span", { class: "role" }, plain(member.role)),
      el("small", {}, member.says ?? ""),
    ),
    body,
  );
  async function draw() {
    const [order, truth] = await Promise.all([
      get(`${SHOP}/orders/${orderId}`),
      get(`${SHOP}/truth/${orderId}`),
    ]);
    title.textContent = order.name;
    body.replaceChildren(
      facts(truth),
      ...truth.parcels.map(parcel),
      orderActions(order, truth, draw),
      order.customerId !== null &&
        el(
          "button",
          { type: "button", class: "quiet", onclick: () => openShopAs(order.customerId) },
          "Shop as this customer",
        ),
    );
  }
  return { element, draw };
}

function facts(truth) {
  const { financialStatus, fulfillmentStatus, total, email, phone } = truth;
  return el(
    "dl",
    {},
    ...pair("Paid", plain(financialStatus)),
    ...pair("Sent", plain(fulfillmentStatus)),
    ...pair("Total", `${total.amount} ${total.currencyCode}`),
    ...pair("Mail", email ?? "none"),
    ...pair("Phone", phone ?? "none"),
  );
}

function parcel({ name, company, number, displayStatus, lastScan, lateByDays }) {
  const scan = lastScan
    ? ` · last seen ${lastScan.city ?? ""} ${new Date(lastScan.at).toLocaleDateString("en-GB")}`
    : "";
  return el(
    "p",
    { class: "parcel" },
    el("b", {}, name),
    ` ${company ?? "no carrier"} ${number ?? ""} · ${plain(displayStatus)}${scan}`,
    lateByDays ? el("em", {}, ` ${lateByDays} days late`) : null,
  );
}

function pair(term, words) {
  return [el("dt", {}, term), el("dd", {}, words)];
}
