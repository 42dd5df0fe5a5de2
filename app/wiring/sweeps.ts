import { sweepOfDeletedCheckouts } from "#app/carts/sweep-deleted-checkouts.ts";
import { sweepOfCheckouts } from "#app/carts/sweep-checkouts.ts";
import { sweepsOfDeletedDiscounts } from "#app/catalog/sweep-deleted-discounts.ts";
import { sweepOfDeletedProducts } from "#app/catalog/sweep-deleted-products.ts";
import { sweepOfProducts } from "#app/catalog/sweep-products.ts";
import { sweepOfCustomers } from "#app/consent/sweep-customers.ts";
import { sweepOfDeletedCustomers } from "#app/customers/sweep-deleted-customers.ts";
import { sweepOfDeletedOrders } from "#app/orders/sweep-deleted-orders.ts";
import { sweepsOfDeletedScans } from "#app/orders/sweep-deleted-scans.ts";
import { sweepOfOrders } from "#app/orders/sweep-orders.ts";
import { dropOrder } from "#app/returns/drop-order.ts";
import { sweepOfReturns } from "#app/returns/sweep-returns.ts";
import { sweepsOfReturnsById } from "#app/returns/sweep-returns-by-id.ts";
import type { Sweep } from "#app/shop/sweeps/sweep.ts";

/** What is read again from Shopify every hour, and compared with what its webhooks told. */
export const sweeps: Sweep[] = [
  sweepOfOrders,
  sweepOfCustomers,
  sweepOfProducts,
  sweepOfCheckouts,
  sweepOfReturns,
];

/** Of what we know, a share is asked about every night: whether Shopify still has it. */
export const nightSweeps: Sweep[] = [
  sweepOfDeletedOrders(dropOrder),
  sweepOfDeletedCustomers,
  sweepOfDeletedProducts,
  sweepOfDeletedCheckouts,
  ...sweepsOfDeletedDiscounts,
  ...sweepsOfDeletedScans,
  ...sweepsOfReturnsById,
];
