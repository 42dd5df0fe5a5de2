import type { LiveGroup, LiveLine, LiveOrder, LiveParcel } from "#app/orders/live-order.ts";
import type { PartItem } from "#app/orders/status-part.ts";

export interface Shared {
  groups: { group: LiveGroup; items: PartItem[] }[];
  parcels: { parcel: LiveParcel; items: PartItem[] }[];
  giftCards: PartItem[];
  digital: PartItem[];
}

/**
 * Shares the current quantities out among what waits and what was sent, so that no unit is told twice and none that
 * was refunded, removed or cancelled is told at all. What is never shipped is taken out of every part.
 */
export function shareOut(order: LiveOrder): Shared {
  const lines = new Map(order.lines.map((line) => [line.id, line]));
  const left = new Map(order.lines.map((line) => [line.id, line.currentQuantity]));
  const bags: Pick<Shared, "giftCards" | "digital"> = { giftCards: [], digital: [] };
  const take = (wanted: { lineId: string; quantity: number }[]): PartItem[] =>
    wanted.flatMap(({ lineId, quantity }) => {
      const line = lines.get(lineId);
      const most = Math.min(quantity, left.get(lineId) ?? 0);
      if (!line || most <= 0) return [];
      left.set(lineId, left.get(lineId)! - most);
      const item = { title: titleOf(line), quantity: most };
      if (line.requiresShipping) return [item];
      (line.isGiftCard ? bags.giftCards : bags.digital).push(item);
      return [];
    });

  const groups = order.cancelledAt ? [] : waitingGroups(order);
  const sharedGroups = groups.map((group) => ({
    group,
    items: take(group.items.map(({ lineId, remaining }) => ({ lineId, quantity: remaining }))),
  }));
  const sharedParcels = sentParcels(order).map((parcel) => ({ parcel, items: take(parcel.items) }));
  // Lines in no part at all: what was never to be shipped needs no parcel, and orders over the counter may have none.
  if (!order.cancelledAt)
    take(order.lines.filter(isIntangible).map((line) => ({ lineId: line.id, quantity: Infinity })));
  return {
    groups: sharedGroups.filter(({ items }) => items.length),
    parcels: sharedParcels.filter(({ parcel, items }) => items.length || isStillMoving(order, parcel)),
    ...bags,
  };
}

const OVER = new Set(["CLOSED", "CANCELLED"]);
const waitingGroups = (order: LiveOrder): LiveGroup[] =>
  order.groups.filter(
    (group) => !OVER.has(group.status) && group.items.some(({ remaining }) => remaining > 0),
  );

const GONE = new Set(["CANCELLED", "ERROR", "FAILURE"]);

/** What has not arrived stands first: of units that were given back it is the delivered ones that are gone. */
function sentParcels(order: LiveOrder): LiveParcel[] {
  const sent = order.parcels.filter(({ status }) => !GONE.has(status));
  const isDelivered = (parcel: LiveParcel) => Number(parcel.deliveredAt !== null);
  return sent.toSorted(
    (one, other) =>
      isDelivered(one) - isDelivered(other) || one.shippedAt.getTime() - other.shippedAt.getTime(),
  );
}

/** A parcel whose goods were all refunded still comes, and the shopper asks about it. */
function isStillMoving(order: LiveOrder, parcel: LiveParcel): boolean {
  const ships = new Set(order.lines.filter((line) => line.requiresShipping).map(({ id }) => id));
  return (
    !parcel.deliveredAt && parcel.tracking.length > 0 && parcel.items.some(({ lineId }) => ships.has(lineId))
  );
}

const isIntangible = (line: LiveLine): boolean => !line.requiresShipping;

function titleOf({ title, variantTitle }: LiveLine): string {
  const variant = variantTitle && variantTitle !== "Default Title" ? ` - ${variantTitle}` : "";
  return `${title}${variant}`;
}
