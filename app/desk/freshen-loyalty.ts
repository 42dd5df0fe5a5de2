import { rereadCustomer } from "#app/customers/reread-customer.ts";
import { inShop } from "#app/db.server.ts";

/** Asks for a live read of somebody whose metafields are looked at and old: no webhook tells of those. */
export const freshenLoyalty = (shopId: string, customerId: string): Promise<void> =>
  inShop(shopId, (shop) => rereadCustomer(shop, customerId));
