import { type Asked, redirectTo, type Shown } from "../answer-page.ts";
import type { PageContent } from "../render-page.ts";
import { cookie, type Visit } from "../visit.ts";
import { type CartItem, cartObject } from "./cart-object.ts";

export function cartPage(): PageContent {
  return { template: "cart", title: "Cart" };
}

export function cartJson({ visit }: Asked): Shown {
  const cart = cartObject(visit);
  return { status: 200, body: { ...cart, items: cart.items.map(withoutPicture) } };
}

/** `id` is the variant; with `.js` the answer is the added line, as Shopify's Ajax API has it. */
export function addToCart(asked: Asked): Shown {
  const { visit, fields, parts } = asked;
  const [added] = Array.isArray(fields.items) ? (fields.items as Record<string, unknown>[]) : [fields];
  const variantId = Number(added?.id);
  const quantity = Math.max(1, Math.trunc(Number(added?.quantity ?? 1)) || 1);
  const lines = linesOf(visit);
  const known = lines.find((line) => line.variantId === variantId);
  if (known) known.quantity += quantity;
  else lines.push({ variantId, quantity });
  const problem = save(visit, lines);
  if (parts[0]) {
    if (problem) return { status: 422, body: { status: 422, message: problem, description: problem } };
    const line = cartObject(visit).items.find(({ variant_id }) => variant_id === variantId);
    return { status: 200, body: line ? withoutPicture(line) : {} };
  }
  return redirectTo(problem ? `/cart?problem=${encodeURIComponent(problem)}` : "/cart");
}

/** `id` and `quantity` of one line, or `updates[<variant>]` of several; 0 takes a line out. */
export function changeCart(asked: Asked): Shown {
  const { visit, fields, parts } = asked;
  const wanted = new Map<number, number>();
  if (fields.id !== undefined) wanted.set(Number(fields.id), Number(fields.quantity));
  for (const [name, value] of Object.entries(fields)) {
    const variant = /^updates\[(\d+)\]$/.exec(name)?.[1];
    if (variant) wanted.set(Number(variant), Number(value));
  }
  const lines = linesOf(visit)
    .map((line) => ({ ...line, quantity: wanted.get(line.variantId) ?? line.quantity }))
    .filter(({ quantity }) => quantity > 0);
  const problem = save(visit, lines);
  if (parts[0]) return problem ? { status: 422, body: { message: problem } } : cartJson(asked);
  if (fields.checkout !== undefined) return redirectTo("/checkout");
  return redirectTo(problem ? `/cart?problem=${encodeURIComponent(problem)}` : "/cart");
}

function linesOf({ store, cartToken }: Visit) {
  const cart = cartToken ? store.cart(cartToken) : null;
  return (cart?.lines ?? []).map(({ variantId, quantity }) => ({ variantId, quantity }));
}

/** Words of what was wrong, or null. A new cart's token goes into the cookie. */
function save(visit: Visit, lines: { variantId: number; quantity: number }[]) {
  const saved = visit.store.saveCart({
    ...(visit.cartToken ? { token: visit.cartToken } : {}),
    customerId: visit.customer?.id ?? null,
    lines,
  });
  if (!saved.ok) return saved.userErrors.map(({ message }) => message).join(" ");
  visit.cartToken = saved.value.token;
  visit.setCookies.push(cookie("cart", saved.value.token));
  return null;
}

function withoutPicture({ picture: _picture, ...item }: CartItem) {
  return item;
}
