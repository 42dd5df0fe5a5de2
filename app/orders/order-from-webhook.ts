import { z } from "zod";
import { customerFromWebhook } from "#app/customers/customer-from-webhook.ts";
import { normaliseEmail } from "#app/customers/email.ts";
import { normalisePhone } from "#app/customers/phone.ts";
import { fulfillmentFromWebhook } from "#app/orders/fulfillment-from-webhook.ts";
import { plainAmount } from "#app/money.ts";
import type { LineRecord, OrderRecord } from "#app/orders/order-record.ts";
import { count, flag, instant, listOf, readId, recordOf, text, toldText } from "#app/payload.ts";

/** Maps `orders/create`, `updated` and `cancelled`. Null where the payload names no order. */
export function orderFromWebhook(payload: unknown): OrderRecord | null {
  const read = orderShape.safeParse(payload);
  if (!read.success) return null;
  const told = read.data;
  const id = readId(told.admin_graphql_api_id, told.id);
  if (!id) return null;
  const customer = customerFromWebhook(told.customer);
  const country = told.shipping_address?.country_code ?? told.billing_address?.country_code;
  const lines = told.line_items.map(readLine).filter((line) => line !== null);
  return {
    id,
    name: told.name ?? `#${told.order_number ?? id}`,
    customer,
    customerShopifyId: told.customer === undefined ? undefined : (customer?.id ?? null),
    email: firstTold([told.email, told.contact_email], normaliseEmail),
    phone: firstTold([told.phone, told.shipping_address?.phone], (phone) => normalisePhone(phone, country)),
    contactPhone: told.phone === undefined ? undefined : normalisePhone(told.phone, country),
    locale: told.customer_locale ?? undefined,
    ...readDestination(told),
    poNumber: told.po_number,
    sourceName: told.source_name,
    ...readTotal(told),
    financialStatus: told.financial_status?.toUpperCase() ?? null,
    fulfillmentStatus:
      FULFILLMENT_WORDS[told.fulfillment_status ?? ""] ?? told.fulfillment_status!.toUpperCase(),
    requiresShipping: lines.some((line) => line.requiresShipping && line.currentQuantity > 0),
    ...readTimes(told),
    lines,
    fulfillments: told.fulfillments
      .map((fulfillment) => fulfillmentFromWebhook(fulfillment, id))
      .filter((fulfillment) => fulfillment !== null),
    fulfillmentOrders: null,
    isLive: false,
  };
}

/** `orders/edited` and `orders/delete` name their order and tell little else. */
export function orderIdFromWebhook(payload: unknown): string | null {
  const read = namingShape.safeParse(payload);
  if (!read.success) return null;
  const { order_edit, order_id, admin_graphql_api_id, id } = read.data;
  return readId(null, order_edit?.order_id) ?? readId(null, order_id) ?? readId(admin_graphql_api_id, id);
}

const money = recordOf({ presentment_money: recordOf({ amount: text, currency_code: text }) });
const address = recordOf({ country_code: text, province_code: text, phone: toldText });

const orderShape = z.object({
  id: text,
  admin_graphql_api_id: text,
  name: text,
  order_number: text,
  customer: z.unknown().optional(),
  email: toldText,
  contact_email: toldText,
  phone: toldText,
  shipping_address: address,
  billing_address: address,
  customer_locale: text,
  po_number: text,
  source_name: text,
  currency: text,
  presentment_currency: text,
  current_total_price: text,
  current_total_price_set: money,
  total_price: text,
  financial_status: text,
  fulfillment_status: text,
  created_at: instant,
  processed_at: instant,
  updated_at: instant,
  cancelled_at: instant,
  closed_at: instant,
  line_items: listOf(z.unknown()),
  fulfillments: listOf(z.unknown()),
});

const lineShape = z.object({
  id: text,
  admin_graphql_api_id: text,
  title: text,
  name: text,
  variant_title: text,
  sku: text,
  quantity: count,
  current_quantity: count,
  requires_shipping: flag,
  gift_card: flag,
  product_id: text,
  variant_id: text,
});

const namingShape = z.object({
  id: text,
  admin_graphql_api_id: text,
  order_id: text,
  order_edit: recordOf({ order_id: text }),
});

const FULFILLMENT_WORDS: Record<string, string> = {
  "": "UNFULFILLED",
  unfulfilled: "UNFULFILLED",
  partial: "PARTIALLY_FULFILLED",
};

function readLine(payload: unknown): LineRecord | null {
  const read = lineShape.safeParse(payload);
  if (!read.success) return null;
  const told = read.data;
  const id = readId(told.admin_graphql_api_id, told.id);
  if (!id) return null;
  const quantity = told.quantity ?? 0;
  return {
    id,
    title: told.title ?? told.name ?? "",
    variantTitle: told.variant_title,
    sku: told.sku,
    quantity,
    currentQuantity: told.current_quantity ?? quantity,
    requiresShipping: told.requires_shipping,
    isGiftCard: told.gift_card,
    productId: told.product_id,
    variantId: told.variant_id,
  };
}

function readTotal(told: z.infer<typeof orderShape>): { currency: string; total: string } {
  const paid = told.current_total_price_set?.presentment_money;
  const currency = paid?.currency_code ?? told.presentment_currency ?? told.currency ?? "";
  const total = paid?.amount ?? told.current_total_price ?? told.total_price ?? "0";
  return { currency, total: plainAmount(total) };
}

/** An address that was withheld or not told leaves what is known. */
function readDestination({ shipping_address: to }: z.infer<typeof orderShape>) {
  return to?.country_code ? { toCountry: to.country_code, toRegion: to.province_code } : {};
}

function readTimes(told: z.infer<typeof orderShape>) {
  const placedAt = told.processed_at ?? told.created_at ?? told.updated_at ?? new Date(0);
  const updatedAt = told.updated_at ?? told.created_at ?? placedAt;
  return { placedAt, updatedAt, cancelledAt: told.cancelled_at, closedAt: told.closed_at };
}

/** The first that can be read; undefined only where none was told at all. */
function firstTold(
  told: (string | null | undefined)[],
  read: (spelling: string) => string | null,
): string | null | undefined {
  if (told.every((spelling) => spelling === undefined)) return undefined;
  return told.map((spelling) => spelling && read(spelling)).find(Boolean) || null;
}
