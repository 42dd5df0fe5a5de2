import type { CartLine, DraftOrder } from "../cart-types.ts";
import type { Desk } from "../desk.ts";
import { tokenOf } from "../token.ts";
import { bag, plus, times } from "../money.ts";
import type { Order } from "../order-types.ts";
import { done, missing, refused } from "../outcome.ts";
import { tell } from "../save-order.ts";
import type { Instant, MoneyBag } from "../types.ts";
import type { CreateDraft, Outcome } from "../verb-types.ts";
import { placeOrder } from "./place-order.ts";

export function createDraftOrder(desk: Desk, input: CreateDraft): Outcome<DraftOrder> {
  const customer = input.customerId ? desk.customers.get(input.customerId) : null;
  if (input.customerId && !customer) return missing("Customer", "customerId");
  const priced = priceLines(desk, input.lines, desk.currencyCode);
  if (!priced.ok) return priced;
  const at = input.createdAt ?? desk.now();
  const address = customer?.addresses.find((one) => one.id === customer.defaultAddressId) ?? null;
  const number = desk.drafts.size + 1;
  const draft: DraftOrder = {
    id: desk.nextId("Cart"),
    createdAt: at,
    updatedAt: at,
    name: `#D${number}`,
    status: "OPEN",
    customerId: customer?.id ?? null,
    email: input.email ?? customer?.email ?? null,
    phone: customer?.phone ?? null,
    poNumber: input.poNumber ?? null,
    note: input.note ?? null,
    tags: input.tags ?? [],
    lines: priced.value.lines,
    shippingAddress: address,
    billingAddress: address,
    invoiceUrl: `https://${desk.domain}/invoices/${tokenOf(`${desk.domain}/draft/${number}`)}`,
    invoiceSentAt: null,
    invoiceEmailTo: null,
    dueAt: null,
    completedAt: null,
    orderId: null,
    currencyCode: desk.currencyCode,
    subtotal: priced.value.subtotal,
    totalTax: priced.value.tax,
    total: priced.value.subtotal,
  };
  desk.drafts.set(draft.id, draft);
  told(desk, "draft_orders/create", draft, at);
  return done(draft);
}

export function sendDraftInvoice(
  desk: Desk,
  id: number,
  input: { to?: string; dueAt?: Instant } = {},
): Outcome<DraftOrder> {
  const draft = take(desk, id);
  if (!draft) return missing("Draft order");
  if (draft.status === "COMPLETED") return refused("Draft order is already completed", ["id"], "INVALID");
  const to = input.to ?? draft.email;
  if (!to) return refused("To can't be blank", ["email"], "BLANK");
  const at = desk.now();
  Object.assign(draft, { status: "INVOICE_SENT", invoiceSentAt: at, invoiceEmailTo: to, updatedAt: at });
  draft.dueAt = input.dueAt ?? draft.dueAt;
  desk.drafts.set(id, draft);
  told(desk, "draft_orders/update", draft, at);
  return done(draft);
}

/** Turns the draft into an order: paid, or payment pending. */
export function completeDraftOrder(
  desk: Desk,
  id: number,
  input: { paymentPending?: boolean } = {},
): Outcome<Order> {
  const draft = take(desk, id);
  if (!draft) return missing("Draft order");
  if (draft.status === "COMPLETED") return refused("This order has been paid", ["id"], "INVALID");
  const placed = placeOrder(desk, {
    customerId: draft.customerId,
    email: draft.email,
    phone: draft.phone,
    lines: draft.lines.map(({ variantId, quantity }) => ({ variantId, quantity })),
    payment: input.paymentPending ? "pending" : "paid",
    poNumber: draft.poNumber,
    note: draft.note,
    tags: draft.tags,
    sourceName: "shopify_draft_order",
    draftOrderId: draft.id,
    shippingPrice: "0.00",
  });
  if (!placed.ok) return placed;
  const at = desk.now();
  Object.assign(draft, { status: "COMPLETED", completedAt: at, updatedAt: at, orderId: placed.value.id });
  desk.drafts.set(id, draft);
  told(desk, "draft_orders/update", draft, at);
  return placed;
}

/** Lines with ids and what they cost together; VAT is in the price. */
export function priceLines(
  desk: Desk,
  lines: { variantId: number; quantity: number; properties?: CartLine["properties"] }[],
  presentmentCurrency: string,
): Outcome<{ lines: CartLine[]; subtotal: MoneyBag; tax: MoneyBag }> {
  let subtotal = bag("0", desk.currencyCode, presentmentCurrency);
  const made: CartLine[] = [];
  for (const [i, line] of lines.entries()) {
    const variant = desk.variants.get(line.variantId);
    if (!variant) return missing("Variant", `lines.${i}.variantId`);
    if (!Number.isInteger(line.quantity) || line.quantity < 1) {
      return refused("Quantity must be greater than 0", ["lines", String(i), "quantity"], "INVALID");
    }
    subtotal = plus(
      subtotal,
      times(bag(variant.price, desk.currencyCode, presentmentCurrency), line.quantity),
    );
    const { variantId, quantity, properties = [] } = line;
    made.push({ id: desk.nextId("Cart"), variantId, quantity, properties });
  }
  return done({ lines: made, subtotal, tax: times(subtotal, 0.19 / 1.19) });
}

function take(desk: Desk, id: number): DraftOrder | null {
  return structuredClone(desk.drafts.get(id) ?? null);
}

function told(desk: Desk, topic: string, draft: DraftOrder, at: Instant): void {
  tell(desk, at, { topic, resource: "DraftOrder", id: draft.id, record: draft });
}
