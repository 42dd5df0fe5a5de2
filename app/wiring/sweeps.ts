import { sweepOfCheckouts } from "#app/carts/sweep-checkouts.ts";
import { sweepOfProducts } from "#app/catalog/sweep-products.ts";
import { sweepOfCustomers } from "#app/consent/sweep-customers.ts";
import { sweepOfOrders } from "#app/orders/sweep-orders.ts";
import { sweepOfReturns } from "#app/returns/sweep-returns.ts";
import type { Sweep } from "#app/shop/sweeps/sweep.ts";

/** What is read again from Shopify every hour, and compared with what its webhooks told. */
export const sweeps: Sweep[] = [
  sweepOfOrders,
  sweepOfCustomers,
  sweepOfProducts,
  sweepOfCheckouts,
  sweepOfReturns,
];
