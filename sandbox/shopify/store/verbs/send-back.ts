import type { Desk } from "../desk.ts";
import { childId } from "../order-children.ts";
import type { Disposition, Order, Return } from "../order-types.ts";
import type { Outcome } from "../verb-types.ts";
import { told, withReturn } from "./returns.ts";

/** Staff give the shopper a label, or say which parcel the goods are in. */
export function attachReturnLabel(
  desk: Desk,
  returnId: number,
  input: {
    carrier?: string | null;
    number?: string | null;
    url?: string | null;
    labelUrl?: string | null;
  } = {},
): Outcome<Return> {
  return withReturn(desk, returnId, (order, one) => {
    if (one.status !== "OPEN") return "Return is not open.";
    begin(desk, order, one);
    const { carrier = null, number = null, url = null, labelUrl = null } = input;
    const delivery = { id: childId(desk.domain, order), carrier, number, url, labelUrl };
    one.deliveries.push(delivery);
    const { topic, resource, id, record } = told("reverse_deliveries/attach_deliverable", one);
    return [{ topic, resource, id, record, detail: { delivery } }];
  });
}

/** The goods have arrived: the shop says what becomes of what has not been said yet. */
export function disposeReturn(
  desk: Desk,
  returnId: number,
  input: { type?: Disposition["type"] } = {},
): Outcome<Return> {
  return withReturn(desk, returnId, (order, one) => {
    if (one.status !== "OPEN") return "Return is not open.";
    begin(desk, order, one);
    for (const line of one.lines) {
      const said = one.dispositions.filter(({ returnLineId }) => returnLineId === line.id);
      const quantity = line.quantity - said.reduce((sum, part) => sum + part.quantity, 0);
      const id = childId(desk.domain, order);
      if (quantity > 0)
        one.dispositions.push({ id, returnLineId: line.id, type: input.type ?? "RESTOCKED", quantity });
    }
    return [told("reverse_fulfillment_orders/dispose", one)];
  });
}

function begin(desk: Desk, order: Order, one: Return): void {
  one.backwardsId ??= childId(desk.domain, order);
}
