import type { Desk } from "../desk.ts";
import { later } from "../instants.ts";
import type { Order } from "../order-types.ts";
import { done, missing, refused } from "../outcome.ts";
import { tell } from "../save-order.ts";
import type { Instant, StockLevel, Variant } from "../types.ts";
import type { Outcome } from "../verb-types.ts";

/** Says how many of a variant can be sold at a location (the first unless given). */
export function setStock(
  desk: Desk,
  variantId: number,
  input: { locationId?: number; available: number },
): Outcome<StockLevel> {
  const variant = desk.variants.get(variantId);
  if (!variant) return missing("Variant");
  if (!Number.isInteger(input.available))
    return refused("Available must be a whole number", ["available"], "INVALID");
  const level = variant.stock.find((one) => one.locationId === (input.locationId ?? desk.locations[0]!.id));
  if (!level) return missing("Location", "locationId");
  const before = sellable(variant);
  level.available = input.available;
  level.onHand = input.available + level.committed;
  tellStock(desk, variant, level, before, desk.now());
  return done(level);
}

/** Goods of a new order are spoken for until they are sent. */
export function commitStock(desk: Desk, order: Order, at: Instant): void {
  for (const work of order.fulfillmentOrders) {
    for (const part of work.lineItems) {
      moveStock(desk, order, part.lineItemId, work.assignedLocationId, at, (level) => {
        level.available -= part.totalQuantity;
        level.committed += part.remainingQuantity;
        level.onHand = level.available + level.committed;
      });
    }
  }
}

/** Goods that were sent are no longer in the house. */
export function releaseSent(
  desk: Desk,
  order: Order,
  locationId: number,
  sent: OrderPart[],
  at: Instant,
): void {
  for (const part of sent) {
    moveStock(desk, order, part.lineItemId, locationId, at, (level) => {
      level.committed = Math.max(0, level.committed - part.quantity);
      level.onHand = level.available + level.committed;
    });
  }
}

/** Goods given back can be sold again; those that had not been sent are no longer spoken for. */
export function restock(desk: Desk, order: Order, parts: RestockedPart[], at: Instant): void {
  for (const part of parts) {
    if (part.locationId === null || part.restockType === "NO_RESTOCK") continue;
    moveStock(desk, order, part.lineItemId, part.locationId, at, (level) => {
      level.available += part.quantity;
      if (part.restockType === "CANCEL") level.committed = Math.max(0, level.committed - part.quantity);
      level.onHand = level.available + level.committed;
    });
  }
}

interface OrderPart {
  lineItemId: number;
  quantity: number;
}
interface RestockedPart extends OrderPart {
  locationId: number | null;
  restockType: "NO_RESTOCK" | "CANCEL" | "RETURN";
}

function moveStock(
  desk: Desk,
  order: Order,
  lineItemId: number,
  locationId: number,
  at: Instant,
  change: (level: StockLevel) => void,
): void {
  const line = order.lineItems.find((one) => one.id === lineItemId);
  const variant =
    line?.requiresShipping && line.variantId !== null ? desk.variants.get(line.variantId) : undefined;
  const level = variant?.stock.find((one) => one.locationId === locationId);
  if (!variant || !level) return;
  const before = sellable(variant);
  change(level);
  tellStock(desk, variant, level, before, at);
}

function tellStock(desk: Desk, variant: Variant, level: StockLevel, before: number, at: Instant): void {
  level.updatedAt = later(level.updatedAt, at);
  const now = sellable(variant);
  const change = { resource: "InventoryLevel", id: variant.inventoryItemId, record: level };
  tell(desk, at, { topic: "inventory_levels/update", ...change, detail: { variantId: variant.id } });
  const told = { resource: "ProductVariant", id: variant.id, record: variant };
  if (before <= 0 && now > 0) tell(desk, at, { topic: "variants/in_stock", ...told });
  if (before > 0 && now <= 0) tell(desk, at, { topic: "variants/out_of_stock", ...told });
}

function sellable(variant: Variant): number {
  return variant.stock.reduce((sum, level) => sum + level.available, 0);
}
