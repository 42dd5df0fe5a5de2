import { importCheckouts } from "#app/carts/import-checkouts.ts";
import { importProducts } from "#app/catalog/import-products.ts";
import { importCustomersWhole } from "#app/consent/import-customers.ts";
import { importOrders } from "#app/orders/import/import-orders.ts";
import { importParcels } from "#app/orders/import/import-parcels.ts";
import { importReturns } from "#app/returns/import-returns.ts";
import type { Importer } from "#app/shopify/bulk/importer.ts";

/** What the first sync reads by bulk queries, in the order in which Shopify is asked: five run there at once. */
export const imports: Importer[] = [
  importOrders,
  importParcels,
  importCustomersWhole,
  importProducts,
  importCheckouts,
  importReturns,
];
