import { gid } from "../store/ids.ts";
import type { FulfillmentHold, FulfillmentOrder } from "../store/order-types.ts";
import type { Address, Location } from "../store/types.ts";
import { type Call, isVisible, named, type Part, type TypeFields } from "./call.ts";
import { findFulfillmentOrders, type Work } from "./find-fulfillment-orders.ts";
import { lineOf } from "./fulfillments.ts";
import { idArgument } from "./ids.ts";
import { imageOf } from "./line-items.ts";
import { parts } from "./orders.ts";

type WorkLine = Part<FulfillmentOrder["lineItems"][number]>;
type Method = NonNullable<FulfillmentOrder["deliveryMethod"]>;

export const fulfillmentOrderFields: TypeFields = {
  QueryRoot: {
    fulfillmentOrder: (_: unknown, args, call) =>
      findFulfillmentOrder(idArgument("FulfillmentOrder", args.id), call),
    fulfillmentOrders: (_: unknown, args, call) => findFulfillmentOrders(args, call),
  },
  FulfillmentOrder: {
    id: ({ it }: Work) => gid("FulfillmentOrder", it.id),
    status: ({ it }: Work) => it.status,
    requestStatus: ({ it }: Work) => it.requestStatus,
    createdAt: ({ it }: Work) => it.createdAt,
    updatedAt: ({ it }: Work) => it.updatedAt,
    fulfillAt: ({ it }: Work) => it.fulfillAt,
    fulfillBy: ({ it }: Work) => it.fulfillBy,
    fulfillmentHolds: ({ it }: Work) => it.holds,
    deliveryMethod: ({ it }: Work) => it.deliveryMethod,
    destination: ({ it, order }: Work) => it.destination && { address: it.destination, email: order.email },
    assignedLocation: ({ it }: Work, _, call) => call.store.location(it.assignedLocationId),
    supportedActions: ({ it }: Work) => it.supportedActions,
    lineItems: ({ order, it }: Work, args) => parts(order, it.lineItems, args),
    fulfillments: ({ order, it }: Work, args) =>
      parts(
        order,
        order.fulfillments.filter((one) => one.fulfillmentOrderId === it.id),
        args,
      ),
    order: ({ order }: Work) => named("Order", order),
    orderId: ({ order }: Work) => gid("Order", order.id),
    orderName: ({ order }: Work) => order.name,
    orderProcessedAt: ({ order }: Work) => order.processedAt,
  },
  FulfillmentOrderLineItem: {
    id: ({ it }: WorkLine) => gid("FulfillmentOrderLineItem", it.id),
    totalQuantity: ({ it }: WorkLine) => it.totalQuantity,
    remainingQuantity: ({ it }: WorkLine) => it.remainingQuantity,
    lineItem: ({ order, it }: WorkLine) => lineOf(order, it.lineItemId),
    productTitle: ({ order, it }: WorkLine) => lineOf(order, it.lineItemId).it.title,
    variantTitle: ({ order, it }: WorkLine) => lineOf(order, it.lineItemId).it.variantTitle,
    sku: ({ order, it }: WorkLine) => lineOf(order, it.lineItemId).it.sku,
    vendor: ({ order, it }: WorkLine) => lineOf(order, it.lineItemId).it.vendor,
    requiresShipping: ({ order, it }: WorkLine) => lineOf(order, it.lineItemId).it.requiresShipping,
    image: ({ order, it }: WorkLine, _, call) => imageOf(lineOf(order, it.lineItemId).it, call),
    variant: ({ order, it }: WorkLine, _, call) => {
      const { variantId } = lineOf(order, it.lineItemId).it;
      return variantId === null ? null : call.store.variant(variantId);
    },
  },
  FulfillmentHold: {
    id: (it: FulfillmentHold) => gid("FulfillmentHold", it.id),
    reason: (it: FulfillmentHold) => it.reason,
    displayReason: (it: FulfillmentHold) => it.displayReason,
    reasonNotes: (it: FulfillmentHold) => it.reasonNotes,
    handle: (it: FulfillmentHold) => it.handle,
    heldByRequestingApp: () => false,
  },
  DeliveryMethod: {
    id: (it: Method) => gid("DeliveryMethod", it.id),
    methodType: (it: Method) => it.methodType,
    presentedName: (it: Method) => it.presentedName,
    minDeliveryDateTime: (it: Method) => it.minDeliveryDateTime,
    maxDeliveryDateTime: (it: Method) => it.maxDeliveryDateTime,
  },
  FulfillmentOrderAssignedLocation: {
    name: (it: Location) => it.name,
    location: (it: Location) => it,
    address1: (it: Location) => it.address.address1,
    address2: (it: Location) => it.address.address2,
    city: (it: Location) => it.address.city,
    province: (it: Location) => it.address.province,
    zip: (it: Location) => it.address.zip,
    countryCode: (it: Location) => it.address.countryCode,
    phone: (it: Location) => it.address.phone,
  },
  FulfillmentOrderDestination: {
    id: ({ address }: Destination) => gid("FulfillmentOrderDestination", address.id),
    email: ({ email }: Destination) => email,
    firstName: ({ address }: Destination) => address.firstName,
    lastName: ({ address }: Destination) => address.lastName,
    company: ({ address }: Destination) => address.company,
    address1: ({ address }: Destination) => address.address1,
    address2: ({ address }: Destination) => address.address2,
    city: ({ address }: Destination) => address.city,
    province: ({ address }: Destination) => address.province,
    zip: ({ address }: Destination) => address.zip,
    countryCode: ({ address }: Destination) => address.countryCode,
    phone: ({ address }: Destination) => address.phone,
  },
  FulfillmentOrderSupportedAction: {
    action: (action: string) => action,
    externalUrl: () => null,
  },
};

interface Destination {
  address: Address;
  email: string | null;
}

export function findFulfillmentOrder(id: number, call: Call): Work | null {
  const order = call.store.orderOf("FulfillmentOrder", id);
  const it = order?.fulfillmentOrders.find((one) => one.id === id);
  return order && it && isVisible(order, call) ? named("FulfillmentOrder", { order, it }) : null;
}
