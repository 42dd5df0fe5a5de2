import { SILENT_CARRIER } from "../carriers.ts";
import type { Role } from "./stage.ts";

/** Orders whose parcels have left: #10001 on. */
export const PARCEL_ROLES: Role[] = [
  {
    role: "on-time",
    shopper: "ada",
    says: "Sent two days ago by DHL Express, last seen in Hamburg yesterday, due tomorrow.",
    play: (stage) => {
      const order = stage.place(4, [["Harbor Rain Jacket", "M", 1]]);
      const parcel = stage.ship(2, order, {
        carrier: "DHL Express",
        number: "1234567891",
        estimatedDeliveryAt: stage.day(-1),
      });
      stage.scan(1.9, parcel, "CONFIRMED", "Hamburg", "Shipment information received");
      stage.scan(1, parcel, "IN_TRANSIT", "Hamburg", "Departed from the sorting centre");
      return { order };
    },
  },
  {
    role: "late",
    shopper: "bruno",
    says: "Sent nine days ago by DPD, due four days ago, last seen in Madrid six days ago and nothing since.",
    play: (stage) => {
      const order = stage.place(11, [
        ["Tidal Wool Sweater", "L", 1],
        ["Pier Beanie", "Navy", 1],
      ]);
      const parcel = stage.ship(9, order, {
        carrier: "DPD",
        number: "01234567890128",
        estimatedDeliveryAt: stage.day(4),
      });
      stage.scan(8.5, parcel, "CARRIER_PICKED_UP", "Hamburg", "Picked up by the driver");
      stage.scan(6, parcel, "IN_TRANSIT", "Madrid", "Arrived at the hub");
      return { order };
    },
  },
  {
    role: "split",
    shopper: "chiara",
    says: "Two parcels, both on their way: the lantern by UPS due tomorrow, the chair by DHL Express due in four days.",
    play: (stage) => {
      const order = stage.place(6, [
        ["Storm Lantern", null, 1],
        ["Folding Deck Chair", "Stripe", 1],
      ]);
      const [lantern, chair] = order.lineItems;
      const first = stage.ship(4, order, {
        lines: [{ lineItemId: lantern!.id, quantity: 1 }],
        carrier: "UPS",
        number: "1Z827WK74630000001",
        estimatedDeliveryAt: stage.day(-1),
      });
      const second = stage.ship(1, order, {
        lines: [{ lineItemId: chair!.id, quantity: 1 }],
        carrier: "DHL Express",
        number: "2234567892",
        estimatedDeliveryAt: stage.day(-4),
      });
      stage.scan(2, first, "IN_TRANSIT", "Milano", "Arrived at the facility");
      stage.scan(0.5, second, "IN_TRANSIT", "Hamburg", "Departed from the sorting centre");
      return { order };
    },
  },
  {
    role: "partly-delivered",
    shopper: "dev",
    says: "The mugs were delivered three days ago; the shelf has not been packed yet.",
    play: (stage) => {
      const order = stage.place(9, [
        ["Enamel Camp Mug", "Blue", 2],
        ["Driftwood Shelf", null, 1],
      ]);
      const parcel = stage.ship(7, order, {
        lines: [{ lineItemId: order.lineItems[0]!.id, quantity: 2 }],
        carrier: "USPS",
        number: "9400110200881234567890",
        estimatedDeliveryAt: stage.day(3),
      });
      stage.scan(5, parcel, "IN_TRANSIT", "Oakland", "Arrived at the regional facility");
      stage.scan(3, parcel, "DELIVERED", "San Francisco", "Delivered, front door");
      return { order };
    },
  },
  {
    role: "delivered",
    shopper: "uma",
    says: "Delivered yesterday in Austin, a day before it was due.",
    play: (stage) => {
      const order = stage.place(8, [["Dry Bag 20 L", "Yellow", 1]]);
      const parcel = stage.ship(6, order, {
        carrier: "UPS",
        number: "1Z827WK74630000002",
        estimatedDeliveryAt: stage.day(0),
      });
      stage.scan(4, parcel, "IN_TRANSIT", "Louisville", "Arrived at the facility");
      stage.scan(1, parcel, "DELIVERED", "Austin", "Delivered, left at the reception");
      return { order };
    },
  },
  {
    role: "out-for-delivery",
    shopper: "viktor",
    says: "On the van in Copenhagen since this morning, due today.",
    play: (stage) => {
      const order = stage.place(5, [["Thermos Flask 0.75 L", "Steel", 1]]);
      const parcel = stage.ship(3, order, {
        carrier: "DHL Express",
        number: "3234567893",
        estimatedDeliveryAt: stage.day(-0.25),
      });
      stage.scan(1, parcel, "IN_TRANSIT", "København", "Arrived at the destination facility");
      stage.scan(0.1, parcel, "OUT_FOR_DELIVERY", "København", "With the courier");
      return { order };
    },
  },
  {
    role: "attempted-delivery",
    shopper: "xavier",
    says: "The courier rang in Nantes yesterday and nobody was in; it was due then.",
    play: (stage) => {
      const order = stage.place(7, [["Brass Compass", null, 1]]);
      const parcel = stage.ship(5, order, {
        carrier: "DPD",
        number: "01234567890129",
        estimatedDeliveryAt: stage.day(-0.5),
      });
      stage.scan(3, parcel, "IN_TRANSIT", "Rungis", "Arrived at the hub");
      stage.scan(1, parcel, "ATTEMPTED_DELIVERY", "Nantes", "Nobody was in, a card was left");
      return { order };
    },
  },
  {
    role: "no-scans",
    shopper: "yara",
    says: "Sent four days ago as a letter; that carrier never tells where it is, and no date was promised.",
    play: (stage) => {
      const order = stage.place(5, [["Sailcloth Wallet", null, 1]], { promisedFrom: null, promisedBy: null });
      const url = "https://baltic-letter-post.example/BL44556677";
      stage.ship(4, order, { carrier: SILENT_CARRIER, number: "BL44556677", url });
      return { order };
    },
  },
  {
    role: "delayed",
    shopper: "noor",
    says: "The carrier said yesterday that it is delayed: now due in three days instead of yesterday.",
    play: (stage) => {
      const order = stage.place(8, [["Linen Beach Towel", "Sand", 2]]);
      const parcel = stage.ship(6, order, {
        carrier: "DPD",
        number: "01234567890130",
        estimatedDeliveryAt: stage.day(1),
      });
      stage.scan(4, parcel, "IN_TRANSIT", "Arnhem", "Arrived at the hub");
      stage.scan(1, parcel, "DELAYED", "Arnhem", "Delayed by weather", stage.day(-3));
      return { order };
    },
  },
  {
    role: "failed-delivery",
    shopper: "sofia",
    says: "The carrier reported yesterday that it could not deliver and the parcel is going back.",
    play: (stage) => {
      const order = stage.place(12, [["Blue Hour Candle", null, 1]]);
      const parcel = stage.ship(10, order, {
        carrier: "UPS",
        number: "1Z827WK74630000003",
        estimatedDeliveryAt: stage.day(3),
      });
      stage.scan(6, parcel, "IN_TRANSIT", "Bilbao", "Arrived at the facility");
      stage.scan(1, parcel, "FAILURE", "Bilbao", "The address does not exist; returning to sender");
      return { order };
    },
  },
];
