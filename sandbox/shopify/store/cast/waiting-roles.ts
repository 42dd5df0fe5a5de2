import {
  answerFromWarehouse,
  holdFulfillmentOrder,
  packForLocalDelivery,
  readyForPickup,
  submitToWarehouse,
} from "../verbs/plan-work.ts";
import { must, type Role } from "./stage.ts";

/** Orders of which nothing has left yet, each for a reason of its own: #10011 on. */
export const WAITING_ROLES: Role[] = [
  {
    role: "packing",
    shopper: "arjun",
    says: "Paid this morning, not packed yet.",
    play: (stage) => ({ order: stage.place(0.2, [["Fisherman Socks", "41-45", 2]]) }),
  },
  {
    role: "pre-order",
    shopper: "elif",
    says: "A pre-ordered parka that ships in three weeks.",
    play: (stage) => ({
      order: stage.place(3, [["North Sea Parka", "M", 1]], { promisedFrom: null, promisedBy: null }),
    }),
  },
  {
    role: "pre-order-undated",
    shopper: "hanna",
    says: "A pre-ordered lamp; nobody knows yet when it ships.",
    play: (stage) => ({
      order: stage.place(5, [], {
        lines: [{ variantId: stage.variant("Lighthouse Lamp"), quantity: 1, presaleShipsOn: null }],
        promisedFrom: null,
        promisedBy: null,
      }),
    }),
  },
  {
    role: "on-hold",
    shopper: "farid",
    says: "On hold since yesterday because the address is incomplete.",
    play: (stage) => {
      const order = stage.place(2, [["Deck Shoes", "42", 1]]);
      must(
        holdFulfillmentOrder(stage.on(1), order.fulfillmentOrders[0]!.id, {
          reason: "INCORRECT_ADDRESS",
          reasonNotes: "The house number is missing",
        }),
      );
      return { order };
    },
  },
  {
    role: "pickup-ready",
    shopper: "greta",
    says: "Ready to be picked up at the Berlin shop since yesterday.",
    play: (stage) => {
      const order = stage.place(3, [["Wax Canvas Tote", "Olive", 1]], { deliveryMethod: "PICK_UP" });
      must(readyForPickup(stage.on(1), order.fulfillmentOrders[0]!.id));
      return { order };
    },
  },
  {
    role: "pickup-waiting",
    shopper: "hugo",
    says: "To be picked up at the Berlin shop, not ready yet.",
    play: (stage) => ({
      order: stage.place(0.5, [["Rope Dog Lead", null, 1]], { deliveryMethod: "PICK_UP" }),
    }),
  },
  {
    role: "local-delivery",
    shopper: "ingrid",
    says: "Packed for local delivery in Berlin; the window is this evening.",
    play: (stage) => {
      const order = stage.place(1, [["Sea Salt Soap", null, 3]], {
        deliveryMethod: "LOCAL",
        locationId: stage.on(0).locations[1]!.id,
        promisedFrom: stage.day(-0.1),
        promisedBy: stage.day(-0.3),
      });
      must(packForLocalDelivery(stage.on(0.1), order.fulfillmentOrders[0]!.id));
      return { order };
    },
  },
  {
    role: "third-party",
    shopper: "marco",
    says: "Handed to the warehouse in Duisburg yesterday; it has not packed it yet.",
    play: (stage) => {
      const locationId = stage.on(0).locations[2]!.id;
      const order = stage.place(1.5, [["Kayak Pump", null, 1]], { locationId });
      const workId = order.fulfillmentOrders[0]!.id;
      must(submitToWarehouse(stage.on(1.4), workId));
      must(answerFromWarehouse(stage.on(1), workId, { accepts: true }));
      return { order };
    },
  },
];
