import { settled } from "#tests/app.ts";
import { type OrderToPlace, town } from "#tests/town.ts";

/** An order of nobody's account: what is known of its shopper is what `order` says. */
export async function placeAsGuest(order: OrderToPlace) {
  const placed = await town.placeOrder({ customerId: null, email: null, ...order });
  await settled();
  return placed;
}
