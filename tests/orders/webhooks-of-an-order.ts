/** Ada's order as Shopify's webhooks tell it, in turn; `updated_at` is what orders them, not their arrival. */
export const ORDER_ID = "5500000000001";
const at = (minute: number) => `2026-11-20T10:${String(minute).padStart(2, "0")}:00Z`;
const money = (amount: string) => ({
  shop_money: { amount, currency_code: "EUR" },
  presentment_money: { amount, currency_code: "EUR" },
});

const parcel = (minute: number, more: object = {}) => ({
  id: 4400000000001,
  admin_graphql_api_id: "gid://shopify/Fulfillment/4400000000001",
  order_id: Number(ORDER_ID),
  status: "success",
  created_at: at(4),
  updated_at: at(minute),
  tracking_company: "DHL",
  tracking_numbers: ["JD014600003RU"],
  tracking_url: "https://www.dhl.com/track?id=JD014600003RU",
  shipment_status: null,
  name: "#1001.1",
  ...more,
});

function order(minute: number, more: object = {}) {
  return {
    id: Number(ORDER_ID),
    admin_graphql_api_id: `gid://shopify/Order/${ORDER_ID}`,
    name: "#1001",
    email: "Ada@Example.com",
    phone: null,
    created_at: at(0),
    processed_at: at(0),
    updated_at: at(minute),
    cancelled_at: null,
    closed_at: null,
    financial_status: "pending",
    fulfillment_status: null,
    presentment_currency: "EUR",
    current_total_price_set: money("49.00"),
    source_name: "web",
    customer: {
      admin_graphql_api_id: "gid://shopify/Customer/77",
      updated_at: at(minute),
      first_name: "Ada",
      last_name: "Lindqvist",
      email: "ada@example.com",
    },
    line_items: [
      {
        admin_graphql_api_id: "gid://shopify/LineItem/1",
        title: "Mug",
        quantity: 2,
        current_quantity: 2,
        requires_shipping: true,
      },
    ],
    fulfillments: [],
    shipping_address: { country_code: "SE", phone: "070 123 45 67" },
    ...more,
  };
}

const PAID = { financial_status: "paid" };
const SENT = { ...PAID, fulfillment_status: "fulfilled" };

export const versions = [
  order(1),
  order(2, PAID),
  order(3, { ...PAID, note: "please ring" }),
  order(4, { ...SENT, fulfillments: [parcel(4)] }),
  order(6, { ...SENT, fulfillments: [parcel(6, { shipment_status: "in_transit" })] }),
  order(9, { ...SENT, closed_at: at(9), fulfillments: [parcel(8, { shipment_status: "delivered" })] }),
];

export const scan = (id: number, status: string, minute: number, more: object = {}) => ({
  id,
  admin_graphql_api_id: `gid://shopify/FulfillmentEvent/${id}`,
  fulfillment_id: 4400000000001,
  order_id: Number(ORDER_ID),
  status,
  happened_at: at(minute),
  city: "Leipzig",
  country: "DE",
  estimated_delivery_at: null,
  ...more,
});

export { order as orderAt, parcel as parcelAt };
