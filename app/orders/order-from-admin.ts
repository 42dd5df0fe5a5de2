import { normaliseEmail } from "#app/customers/email.ts";
import { normalisePhone } from "#app/customers/phone.ts";
import { idOfGid } from "#app/id.ts";
import type {
  FulfillmentEventRecord,
  FulfillmentOrderRecord,
  FulfillmentRecord,
  LineRecord,
  OrderRecord,
} from "#app/orders/order-record.ts";
import type { OrderFactsFragment } from "#app/shopify/operations/types.generated.ts";

/**
 * Maps an order of the Admin API. `withheld` names fields that Shopify nulled because the app may not see them:
 * those are "not told" rather than empty.
 */
export function orderFromAdmin(
  node: OrderFactsFragment,
  withheld: ReadonlySet<string> = NOTHING,
): OrderRecord {
  const id = idOfGid(node.id);
  return {
    ...headFromAdmin(node, withheld),
    lines: node.lineItems.nodes.map(lineFromAdmin),
    fulfillments: node.fulfillments.map((parcel) => ({
      ...parcelFromAdmin(parcel, id),
      events: parcel.events.nodes.map((scan) => ({
        ...scanFromAdmin(scan, idOfGid(parcel.id)),
        orderId: id,
      })),
    })),
    fulfillmentOrders: node.fulfillmentOrders.nodes.map((group) => groupFromAdmin(group, id)),
  };
}

/** An order by itself, as pages and bulk files tell it. */
export interface OrderHead
  extends Omit<
    OrderFactsFragment,
    "lineItems" | "fulfillments" | "fulfillmentOrders" | "currentTotalPriceSet"
  > {
  currentTotalPriceSet: Pick<OrderFactsFragment["currentTotalPriceSet"], "presentmentMoney">;
}

/** Maps an order without what hangs on it. */
export function headFromAdmin(node: OrderHead, withheld: ReadonlySet<string> = NOTHING) {
  const paid = node.currentTotalPriceSet.presentmentMoney;
  const phone = normalisePhone(node.phone);
  return {
    id: idOfGid(node.id),
    name: node.name,
    customer: null,
    customerShopifyId: withheld.has("customer") ? undefined : node.customer && idOfGid(node.customer.id),
    email: withheld.has("email") ? undefined : normaliseEmail(node.email),
    // The shipping address's phone comes with webhooks only: an empty field here must not wipe it.
    phone: phone ?? undefined,
    contactPhone: withheld.has("phone") ? undefined : phone,
    locale: node.customerLocale ?? undefined,
    ...readDestination(node),
    poNumber: node.poNumber,
    sourceName: node.sourceName,
    currency: paid.currencyCode,
    total: paid.amount,
    financialStatus: node.displayFinancialStatus,
    fulfillmentStatus: node.displayFulfillmentStatus,
    requiresShipping: node.requiresShipping,
    placedAt: new Date(node.processedAt),
    updatedAt: new Date(node.updatedAt),
    cancelledAt: readTime(node.cancelledAt),
    closedAt: readTime(node.closedAt),
    isLive: true,
  } satisfies Partial<OrderRecord>;
}

/** An address that was withheld or that there is none of leaves what is known. */
function readDestination({ shippingAddress: to }: OrderHead) {
  return to?.countryCodeV2 ? { toCountry: to.countryCodeV2, toRegion: to.provinceCode } : {};
}

const NOTHING: ReadonlySet<string> = new Set();
const readTime = (time: string | null): Date | null => (time ? new Date(time) : null);

export type LineNode = OrderFactsFragment["lineItems"]["nodes"][number];

export function lineFromAdmin(line: LineNode): LineRecord {
  return {
    id: idOfGid(line.id),
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    requiresShipping: line.requiresShipping,
    isGiftCard: line.isGiftCard,
    productId: line.product && idOfGid(line.product.id),
    variantId: line.variant && idOfGid(line.variant.id),
  };
}

export type ParcelNode = Omit<OrderFactsFragment["fulfillments"][number], "events"> & Contents;

/** Maps a parcel without its scans. */
export function parcelFromAdmin(node: ParcelNode, orderId: string): Omit<FulfillmentRecord, "events"> {
  const numbers = node.trackingInfo.map(({ number }) => number).filter((number) => number !== null);
  return {
    id: idOfGid(node.id),
    orderId,
    name: node.name,
    status: node.status,
    shipmentStatus: node.displayStatus,
    carrier: node.trackingInfo[0]?.company ?? null,
    trackingNumbers: [...new Set(numbers)],
    trackingUrl: node.trackingInfo.find(({ url }) => url)?.url ?? null,
    shippedAt: new Date(node.createdAt),
    updatedAt: new Date(node.updatedAt),
    estimatedDeliveryAt: readTime(node.estimatedDeliveryAt),
    deliveredAt: readTime(node.deliveredAt),
    ...readContents(node),
  };
}

export type ScanNode = OrderFactsFragment["fulfillments"][number]["events"]["nodes"][number];

export function scanFromAdmin(
  event: ScanNode,
  fulfillmentId: string,
): Omit<FulfillmentEventRecord, "orderId"> {
  return {
    id: idOfGid(event.id),
    fulfillmentId,
    status: event.status,
    message: event.message,
    city: event.city,
    country: event.country,
    happenedAt: new Date(event.happenedAt),
    estimatedDeliveryAt: readTime(event.estimatedDeliveryAt),
  };
}

/** What only the read of one order asks for: a page of orders would cost too much with it. */
interface Contents {
  location?: { id: string } | null;
  fulfillmentLineItems?: { nodes: { quantity: number | null; lineItem: { id: string } }[] };
}

function readContents({ location, fulfillmentLineItems }: Contents) {
  return {
    locationId: location === undefined ? undefined : location && idOfGid(location.id),
    items: fulfillmentLineItems?.nodes.map(({ quantity, lineItem }) => ({
      lineId: idOfGid(lineItem.id),
      quantity: quantity ?? 0,
    })),
  };
}

export type GroupNode = OrderFactsFragment["fulfillmentOrders"]["nodes"][number];

export function groupFromAdmin(node: GroupNode, orderId: string): FulfillmentOrderRecord {
  return {
    id: idOfGid(node.id),
    orderId,
    status: node.status,
    fulfillAt: readTime(node.fulfillAt),
    fulfillBy: readTime(node.fulfillBy),
    deliveryMethod: node.deliveryMethod?.methodType ?? null,
    minDeliveryAt: readTime(node.deliveryMethod?.minDeliveryDateTime ?? null),
    maxDeliveryAt: readTime(node.deliveryMethod?.maxDeliveryDateTime ?? null),
    holds: node.fulfillmentHolds.map(({ reason }) => ({ reason })),
    updatedAt: new Date(node.updatedAt),
  };
}
