import type { Fulfillment, Order } from "../../shopify/store/order-types.ts";
import { productPicture } from "../pictures.ts";
import type { Visit } from "../visit.ts";

/** An order as its own pages show it: what was paid in the shopper's money, and each parcel. */
export function orderObject({ store, locale }: Visit, order: Order) {
  const money = (amount: { amount: string; currencyCode: string }) =>
    new Intl.NumberFormat(locale, { style: "currency", currency: amount.currencyCode }).format(
      Number(amount.amount),
    );
  const zone = store.shop().ianaTimezone;
  const day = (at: string | null) =>
    at && new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: zone }).format(new Date(at));
  const { totals } = order;
  return {
    id: order.id,
    name: order.name,
    token: order.token,
    url: new URL(order.statusPageUrl).pathname,
    account_url: `/account/orders/${order.token}`,
    email: order.email,
    placed_on: day(order.createdAt),
    confirmation: order.confirmationNumber,
    cancelled: Boolean(order.cancelledAt),
    financial_status: order.financialStatus.toLowerCase(),
    fulfillment_status: order.fulfillmentStatus.toLowerCase(),
    address: order.shippingAddress && addressWords(order.shippingAddress),
    subtotal: money(totals.currentSubtotal.presentmentMoney),
    shipping: money(totals.currentShipping.presentmentMoney),
    total: money(totals.currentTotal.presentmentMoney),
    refunded:
      Number(totals.refunded.presentmentMoney.amount) > 0 ? money(totals.refunded.presentmentMoney) : null,
    lines: order.lineItems
      .filter(({ currentQuantity }) => currentQuantity > 0)
      .map((line) => ({
        title: line.title,
        variant_title: line.variantTitle === "Default Title" ? null : line.variantTitle,
        quantity: line.currentQuantity,
        price: money(line.unitPrice.presentmentMoney),
        picture: pictureOf(line.productId),
      })),
    parcels: order.fulfillments
      .filter(({ status }) => status === "SUCCESS")
      .map((parcel) => parcelObject(order, parcel, day)),
  };

  function pictureOf(productId: number | null) {
    const product = productId ? store.product(productId) : null;
    return product ? productPicture(product) : "";
  }
}

function parcelObject(order: Order, parcel: Fulfillment, day: (at: string | null) => string | null) {
  const [tracking] = parcel.trackingInfo;
  const [newest] = parcel.events.toSorted((a, b) => b.happenedAt.localeCompare(a.happenedAt));
  return {
    name: parcel.name,
    status: parcel.displayStatus.toLowerCase(),
    company: tracking?.company ?? null,
    number: tracking?.number ?? null,
    url: tracking?.url ?? null,
    expected: parcel.deliveredAt ? null : day(parcel.estimatedDeliveryAt),
    delivered: day(parcel.deliveredAt),
    last_place: newest?.city ?? null,
    last_on: day(newest?.happenedAt ?? null),
    items: parcel.lineItems.map(({ lineItemId, quantity }) => ({
      title: order.lineItems.find(({ id }) => id === lineItemId)?.name ?? "",
      quantity,
    })),
  };
}

function addressWords({
  firstName,
  lastName,
  address1,
  zip,
  city,
  country,
}: NonNullable<Order["shippingAddress"]>) {
  return [[firstName, lastName], [address1], [zip, city], [country]]
    .map((parts) => parts.filter(Boolean).join(" "))
    .filter(Boolean);
}
