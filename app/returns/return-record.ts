/** A return as read from the Admin API: webhooks name it and tell little more. */
export interface ReturnRecord {
  /** Shopify's numeric id, as text. */
  id: string;
  orderId: string;
  name: string;
  /** REQUESTED, OPEN, CLOSED, DECLINED or CANCELED. */
  status: string;
  requestedAt: Date;
  closedAt: Date | null;
  declineReason: string | null;
  declineNote: string | null;
  totalQuantity: number;
  /** How many pieces came back to the shop; null where it was not asked (bulk queries cannot go so deep). */
  receivedQuantity: number | null;
  exchangeLines: ExchangeLine[];
  lines: ReturnLineRecord[];
  /** How the goods travel back; null where it was not asked. */
  parcels: ReturnParcelRecord[] | null;
  /** Shopify gives a return no time of change: of two reads the later wins. */
  readAt: Date;
}

export interface ReturnLineRecord {
  id: string;
  /** The order's line; null for a return without one ("unverified"). */
  orderLineId: string | null;
  title: string | null;
  variantTitle: string | null;
  quantity: number;
  processedQuantity: number;
  refundedQuantity: number;
  reason: string | null;
  customerNote: string | null;
}

export interface ReturnParcelRecord {
  id: string;
  carrier: string | null;
  trackingNumber: string | null;
  trackingUrl: string | null;
  labelUrl: string | null;
}

export interface ExchangeLine {
  variantId: string | null;
  title: string | null;
  variantTitle: string | null;
  quantity: number;
}
