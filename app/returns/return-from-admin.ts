import { idOfGid } from "#app/id.ts";
import type {
  ExchangeLine,
  ReturnLineRecord,
  ReturnParcelRecord,
  ReturnRecord,
} from "#app/returns/return-record.ts";
import type {
  ExchangeLineFactsFragment,
  ReturnFactsFragment,
  ReturnHeadFragment,
  ReturnLineFactsFragment,
} from "#app/shopify/operations/types.generated.ts";

/** Maps a return of the Admin API as read at `readAt`. */
export function returnFromAdmin(node: ReturnFactsFragment, readAt: Date): ReturnRecord {
  const backwards = node.reverseFulfillmentOrders.nodes;
  return {
    ...returnHeadFromAdmin(node),
    receivedQuantity: backwards
      .flatMap(({ lineItems }) => lineItems.nodes)
      .flatMap(({ dispositions }) => dispositions)
      .filter(({ type }) => type !== "MISSING")
      .reduce((sum, { quantity }) => sum + quantity, 0),
    exchangeLines: node.exchangeLineItems.nodes.map(exchangeLineFromAdmin),
    lines: node.returnLineItems.nodes.map(returnLineFromAdmin),
    parcels: backwards.flatMap(({ reverseDeliveries }) => reverseDeliveries.nodes.map(readParcel)),
    readAt,
  };
}

/** What stands on the return itself. */
export function returnHeadFromAdmin(node: ReturnHeadFragment) {
  return {
    id: idOfGid(node.id),
    orderId: idOfGid(node.order.id),
    name: node.name,
    status: node.status,
    requestedAt: new Date(node.createdAt),
    closedAt: node.closedAt ? new Date(node.closedAt) : null,
    declineReason: node.decline?.reason ?? null,
    declineNote: node.decline?.note ?? null,
    totalQuantity: node.totalQuantity,
  };
}

export function returnLineFromAdmin(node: ReturnLineFactsFragment): ReturnLineRecord {
  const line = "fulfillmentLineItem" in node ? node.fulfillmentLineItem.lineItem : null;
  return {
    id: idOfGid(node.id),
    orderLineId: line && idOfGid(line.id),
    title: line?.title ?? null,
    variantTitle: line?.variantTitle ?? null,
    quantity: node.quantity,
    processedQuantity: node.processedQuantity,
    refundedQuantity: node.refundedQuantity,
    reason: node.returnReasonDefinition?.name ?? null,
    customerNote: node.customerNote || null,
  };
}

export const exchangeLineFromAdmin = (node: ExchangeLineFactsFragment): ExchangeLine => ({
  variantId: node.variantId && idOfGid(node.variantId),
  title: node.title,
  variantTitle: node.variantTitle,
  quantity: node.quantity,
});

type Backwards = ReturnFactsFragment["reverseFulfillmentOrders"]["nodes"][number];

function readParcel({
  id,
  deliverable,
}: Backwards["reverseDeliveries"]["nodes"][number]): ReturnParcelRecord {
  return {
    id: idOfGid(id),
    carrier: deliverable?.tracking?.carrierName ?? null,
    trackingNumber: deliverable?.tracking?.number ?? null,
    trackingUrl: deliverable?.tracking?.url ?? null,
    labelUrl: deliverable?.label?.publicFileUrl ?? null,
  };
}
