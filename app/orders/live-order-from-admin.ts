import { normaliseEmail } from "#app/customers/email.ts";
import { normalisePhone } from "#app/customers/phone.ts";
import { idOfGid } from "#app/id.ts";
import type { Money } from "#app/money.ts";
import type { LiveAddress, LiveEvent, LiveGroup, LiveOrder, LiveParcel } from "#app/orders/live-order.ts";
import type { Lane } from "#app/orders/tracking/lane-of-parcel.ts";
import type { ReadOrderQuery } from "#app/shopify/operations/types.generated.ts";

export type OrderNode = NonNullable<ReadOrderQuery["order"]>;
type GroupNode = OrderNode["fulfillmentOrders"]["nodes"][number];

export interface BesideTheOrder {
  timeZone: string;
  /** Fulfillment orders told prepared: the Admin API has no field for it. */
  preparedGroups: ReadonlySet<string>;
  /** What a scan feed told of the order's parcels, by fulfillment: Shopify never hears of it. */
  feedScans?: ReadonlyMap<string, LiveEvent[]>;
  /** The parcels' lanes, by fulfillment. */
  lanes?: ReadonlyMap<string, Lane>;
}

/** Maps a live read into the shape that answers are made of. Withheld fields come as null and read as not known. */
export function liveOrderFromAdmin(node: OrderNode, beside: BesideTheOrder): LiveOrder {
  const country = node.shippingAddress?.countryCodeV2;
  return {
    id: idOfGid(node.id),
    name: node.name,
    timeZone: beside.timeZone,
    placedAt: new Date(node.processedAt),
    cancelledAt: readTime(node.cancelledAt),
    cancelReason: node.cancelReason,
    email: normaliseEmail(node.email),
    phone: normalisePhone(node.phone, country) ?? normalisePhone(node.shippingAddress?.phone, country),
    customerShopifyId: node.customer && idOfGid(node.customer.id),
    companyName: readCompany(node),
    poNumber: node.poNumber,
    isPos: node.sourceName === "pos",
    retailLocation: node.retailLocation?.name ?? null,
    isEdited: node.edited,
    financialStatus: node.displayFinancialStatus,
    total: readMoney(node.currentTotalPriceSet),
    received: readMoney(node.totalReceivedSet),
    refunded: readMoney(node.totalRefundedSet),
    outstanding: readMoney(node.totalOutstandingSet),
    payBy: readPayBy(node),
    statusPageUrl: node.statusPageUrl,
    shippingAddress: readAddress(node.shippingAddress),
    lines: node.lineItems.nodes.map((line) => ({ ...line, id: idOfGid(line.id) })),
    parcels: node.fulfillments.map((parcel) => readParcel(parcel, beside)),
    groups: node.fulfillmentOrders.nodes.map((group) => readGroup(group, beside.preparedGroups)),
    exchanges: readExchanges(node),
    openReturns: readOpenReturns(node),
  };
}

const readTime = (time: string | null | undefined): Date | null => (time ? new Date(time) : null);

function readMoney(bag: OrderNode["totalPriceSet"]): Money {
  return { amount: bag.presentmentMoney.amount, currency: bag.presentmentMoney.currencyCode };
}

function readCompany({ purchasingEntity }: OrderNode): string | null {
  return purchasingEntity && "company" in purchasingEntity ? (purchasingEntity.company?.name ?? null) : null;
}

function readPayBy({ paymentTerms }: OrderNode): Date | null {
  const open = paymentTerms?.paymentSchedules.nodes.filter(({ completedAt }) => !completedAt) ?? [];
  const times = open.map(({ dueAt }) => dueAt).filter((dueAt) => dueAt != null);
  return readTime(times.sort()[0]);
}

function readAddress(address: OrderNode["shippingAddress"]): LiveAddress | null {
  if (!address) return null;
  const { name, company, address1, address2, city, zip, countryCodeV2 } = address;
  return { name, company, address1, address2, city, zip, country: countryCodeV2 };
}

function readParcel(
  node: OrderNode["fulfillments"][number],
  { feedScans, lanes }: BesideTheOrder,
): LiveParcel {
  return {
    id: idOfGid(node.id),
    status: node.status,
    displayStatus: node.displayStatus,
    shippedAt: new Date(node.createdAt),
    deliveredAt: readTime(node.deliveredAt),
    estimatedDeliveryAt: readTime(node.estimatedDeliveryAt),
    tracking: node.trackingInfo,
    items: node.fulfillmentLineItems.nodes.map(({ lineItem, quantity }) => ({
      lineId: idOfGid(lineItem.id),
      quantity: quantity ?? 0,
    })),
    events: [
      ...node.events.nodes.map((event) => ({
        id: idOfGid(event.id),
        status: event.status,
        at: new Date(event.happenedAt),
        city: event.city,
        country: event.country,
        estimatedDeliveryAt: readTime(event.estimatedDeliveryAt),
      })),
      ...(feedScans?.get(idOfGid(node.id)) ?? []),
    ],
    lane: lanes?.get(idOfGid(node.id)),
  };
}

function readGroup(node: GroupNode, prepared: ReadonlySet<string>): LiveGroup {
  const id = idOfGid(node.id);
  const method = node.deliveryMethod?.methodType ?? null;
  return {
    id,
    status: node.status,
    requestStatus: node.requestStatus,
    method,
    fulfillAt: readTime(node.fulfillAt),
    holds: node.fulfillmentHolds.map(({ reason }) => reason),
    promisedFrom: readTime(node.deliveryMethod?.minDeliveryDateTime),
    promisedBy: readTime(node.deliveryMethod?.maxDeliveryDateTime),
    location: node.assignedLocation.name,
    isPrepared: prepared.has(id) || looksPrepared(node),
    items: node.lineItems.nodes.map(({ lineItem, totalQuantity, remainingQuantity }) => ({
      lineId: idOfGid(lineItem.id),
      total: totalQuantity,
      remaining: remainingQuantity,
    })),
  };
}

/**
 * What is prepared for pick-up or local delivery goes to "in progress"; before our first webhook that is the only
 * sign. A group of which some has left is in progress too, and says nothing of the rest.
 */
function looksPrepared({ status, deliveryMethod, lineItems }: GroupNode): boolean {
  const isOwnHands = deliveryMethod?.methodType === "PICK_UP" || deliveryMethod?.methodType === "LOCAL";
  const isWhole = lineItems.nodes.every(
    ({ remainingQuantity, totalQuantity }) => remainingQuantity === totalQuantity,
  );
  return status === "IN_PROGRESS" && isOwnHands && isWhole;
}

function readExchanges({ returns }: OrderNode): LiveOrder["exchanges"] {
  const standing = returns.nodes.filter(({ status }) => status !== "DECLINED" && status !== "CANCELED");
  return standing
    .flatMap((one) => one.exchangeLineItems.nodes)
    .map(({ title, quantity, lineItems }) => ({
      title: title ?? "",
      quantity,
      lineId: lineItems?.[0] ? idOfGid(lineItems[0].id) : null,
    }));
}

/** Titles of what the shopper is sending back, while the shop waits for it or decides. */
function readOpenReturns({ returns }: OrderNode): LiveOrder["openReturns"] {
  const open = returns.nodes.filter(({ status }) => status === "OPEN" || status === "REQUESTED");
  const lines = open.flatMap((one) => one.returnLineItems.nodes);
  return lines.map((line) => ({
    title: ("fulfillmentLineItem" in line && line.fulfillmentLineItem?.lineItem.title) || "",
    quantity: line.quantity,
  }));
}
