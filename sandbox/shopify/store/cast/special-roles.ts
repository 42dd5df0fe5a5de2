import { requestReturn } from "../verbs/returns.ts";
import { must, type Role } from "./stage.ts";

/** Orders that are special for what was sold, where, or to whom: #10030 on. */
export const SPECIAL_ROLES: Role[] = [
  {
    role: "pos",
    shopper: "jamal",
    says: "Bought over the counter in the Berlin shop and taken along.",
    play: (stage) => ({ order: stage.place(6, [["Pier Beanie", "Sand", 1]], { sourceName: "pos" }) }),
  },
  {
    role: "gift-card",
    shopper: "samuel",
    says: "A gift card of 50.00, sent by email two days ago; nothing is to be delivered.",
    play: (stage) => ({ order: stage.place(2, [["Tidewater Gift Card", "50", 1]]) }),
  },
  {
    role: "digital",
    shopper: "tereza",
    says: "An e-book, sent by email yesterday; nothing is to be delivered.",
    play: (stage) => ({ order: stage.place(1, [["Coastal Knots", null, 1]]) }),
  },
  {
    role: "emoji-name",
    shopper: "lily",
    says: "A shopper with emoji in the name; sent yesterday, due in three days.",
    play: (stage) => {
      const order = stage.place(3, [["Blue Hour Candle", null, 2]]);
      const parcel = stage.ship(1, order, {
        carrier: "USPS",
        number: "9400110200881234567892",
        estimatedDeliveryAt: stage.day(-3),
      });
      stage.scan(0.6, parcel, "IN_TRANSIT", "Hamburg", "Accepted at the facility");
      return { order };
    },
  },
  {
    role: "null-customer",
    shopper: null,
    says: "An order that belongs to no customer and has no email and no phone; sent yesterday, due in two days.",
    play: (stage) => {
      const order = stage.place(3, [["Tide Table Print", "A3", 1]], {
        email: null,
        shippingAddress: {
          firstName: "A",
          lastName: "Guest",
          address1: "Hafenweg 2",
          city: "Hamburg",
          zip: "20457",
          countryCode: "DE",
        },
      });
      const parcel = stage.ship(1, order, {
        carrier: "DPD",
        number: "01234567890132",
        estimatedDeliveryAt: stage.day(-2),
      });
      stage.scan(0.5, parcel, "IN_TRANSIT", "Hamburg", "Departed from the depot");
      return { order };
    },
  },
  {
    role: "several-open-1",
    shopper: "theo",
    says: "The oldest of three open orders of one shopper: sent four days ago, due tomorrow.",
    play: (stage) => {
      const order = stage.place(6, [["Brass Compass", null, 1]]);
      const parcel = stage.ship(4, order, {
        carrier: "UPS",
        number: "1Z827WK74630000006",
        estimatedDeliveryAt: stage.day(-1),
      });
      stage.scan(2, parcel, "IN_TRANSIT", "Philadelphia", "Cleared customs");
      return { order };
    },
  },
  {
    role: "several-open-2",
    shopper: "theo",
    says: "The second of three open orders of one shopper: a pre-ordered parka that ships in three weeks.",
    play: (stage) => ({ order: stage.place(2, [["North Sea Parka", "L", 1]]) }),
  },
  {
    role: "several-open-3",
    shopper: "theo",
    says: "The newest of three open orders of one shopper: paid today, not packed yet.",
    play: (stage) => ({ order: stage.place(0.3, [["Wax Canvas Tote", "Charcoal", 1]]) }),
  },
  {
    role: "phone-only",
    shopper: "june",
    says: "Ordered with a phone number and no email; sent yesterday, due in four days.",
    play: (stage) => {
      const order = stage.place(3, [["Dry Bag 20 L", "Slate", 1]]);
      const parcel = stage.ship(1, order, {
        carrier: "USPS",
        number: "9400110200881234567893",
        estimatedDeliveryAt: stage.day(-4),
      });
      stage.scan(0.4, parcel, "IN_TRANSIT", "Hamburg", "Accepted at the facility");
      return { order };
    },
  },
  {
    role: "return-requested",
    shopper: "rosa",
    says: "Delivered; the shopper asked yesterday to send it back, and nobody has answered yet.",
    play: (stage) => {
      const order = stage.place(10, [["Deck Shoes", "38", 1]]);
      const parcel = stage.ship(8, order, {
        carrier: "DPD",
        number: "01234567890133",
        estimatedDeliveryAt: stage.day(5),
      });
      stage.scan(5.5, parcel, "DELIVERED", "Hamburg", "Delivered");
      must(
        requestReturn(stage.on(1), order.id, {
          lines: [{ lineItemId: order.lineItems[0]!.id, quantity: 1, reason: "SIZE_TOO_SMALL" }],
        }),
      );
      return { order };
    },
  },
];
