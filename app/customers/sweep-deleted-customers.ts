import { deleteCustomer } from "#app/customers/mirror-customer.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { sweepOfGone } from "#app/shop/sweeps/sweep-gone.ts";

/** Accounts that Shopify no longer has: deleted, or made part of another by a merge that we do not hear of. */
export const sweepOfDeletedCustomers = sweepOfGone({
  kind: "deleted-customers",
  topic: "customers/delete",
  type: "Customer",
  known: (shop) => Prisma.sql`
    select "shopifyId" as id from "Customer"
    where "shopId" = ${shop.id} and "shopifyId" is not null and "deletedAt" is null and "mergedIntoId" is null`,
  remove: deleteCustomer,
});
