import { act, el, get, post, SHOP } from "./town.js";

/** A small form: who, what, how many. `placed` is handed the new order. */
export function placeOrderForm(cast, placed) {
  const shoppers = [
    ...new Map(cast.filter((one) => one.customerId).map((one) => [one.customerId, one])).values(),
  ];
  const who = el(
    "select",
    { name: "customer", "aria-label": "Shopper" },
    shoppers.map((one) =>
      el("option", { value: String(one.customerId) }, one.shopper ?? one.customerEmail ?? "someone"),
    ),
  );
  const what = el("select", { name: "product", "aria-label": "Article" });
  const many = el("input", {
    name: "quantity",
    type: "number",
    min: "1",
    max: "20",
    value: "1",
    "aria-label": "How many",
  });
  const form = el(
    "form",
    {
      class: "place",
      onsubmit: act(async (event) => {
        event.preventDefault();
        const lines = [{ variantId: Number(what.value), quantity: Number(many.value) }];
        placed(await post(`${SHOP}/orders`, { customerId: Number(who.value), lines }));
      }),
    },
    who,
    what,
    many,
    el("button", { class: "strong" }, "Place order"),
  );
  fill(what);
  return form;
}

async function fill(select) {
  const products = await get(`${SHOP}/products`);
  for (const product of products.slice(0, 40)) {
    const [variant] = product.variants;
    if (variant) select.append(el("option", { value: String(variant.id) }, product.title));
  }
}
