import { addressFields } from "./addresses.ts";
import { appFields } from "./app.ts";
import { bulkOperationFields } from "./bulk-operations.ts";
import type { TypeFields } from "./call.ts";
import { customerChanges } from "./change-customers.ts";
import { orderChanges } from "./change-orders.ts";
import { checkoutFields } from "./checkouts.ts";
import { customerFields } from "./customers.ts";
import { discountFields } from "./discounts.ts";
import { draftOrderFields } from "./draft-orders.ts";
import { fulfillmentOrderFields } from "./fulfillment-orders.ts";
import { fulfillmentFields } from "./fulfillments.ts";
import { lineItemFields } from "./line-items.ts";
import { metafieldFields } from "./metafields.ts";
import { moneyFields } from "./money.ts";
import { nodeFields } from "./node.ts";
import { orderFields } from "./orders.ts";
import { paymentFields } from "./payments.ts";
import { productFields } from "./products.ts";
import { returnFields } from "./returns.ts";
import { segmentFields } from "./segments.ts";
import { shopFields } from "./shop.ts";
import { webhookSubscriptionFields } from "./webhook-subscriptions.ts";

/** Every field the sandbox implements; a type may be spread over several files. */
export const fields: TypeFields = merge([
  addressFields,
  appFields,
  bulkOperationFields,
  checkoutFields,
  customerChanges,
  customerFields,
  discountFields,
  draftOrderFields,
  fulfillmentFields,
  fulfillmentOrderFields,
  lineItemFields,
  metafieldFields,
  moneyFields,
  nodeFields,
  orderChanges,
  orderFields,
  paymentFields,
  productFields,
  returnFields,
  segmentFields,
  shopFields,
  webhookSubscriptionFields,
]);

function merge(parts: TypeFields[]): TypeFields {
  const merged: TypeFields = {};
  for (const part of parts)
    for (const [typeName, own] of Object.entries(part)) merged[typeName] = { ...merged[typeName], ...own };
  return merged;
}
