import { completeDraftOrder, createDraftOrder, sendDraftInvoice } from "../verbs/drafts.ts";
import { editOrder } from "../verbs/edit-order.ts";
import { processReturn, requestReturn } from "../verbs/returns.ts";
import { cancelOrder, refundOrder } from "../verbs/settle-money.ts";
import { must, type Role, type Stage } from "./stage.ts";

/** Orders whose goods or money changed after the sale: #10019 on. #10023 is the one with the odd name. */
export const MONEY_ROLES: Role[] = [
  {
    role: "cancelled",
    shopper: "pedro",
    says: "Cancelled at the shopper's wish four days ago, and paid back in full.",
    play: (stage) => {
      const order = stage.place(5, [["Tide Table Print", "A2", 1]]);
      must(cancelOrder(stage.on(4), order.id, { reason: "CUSTOMER" }));
      return { order };
    },
  },
  {
    role: "refunded",
    shopper: "quinn",
    says: "Delivered, sent back, and refunded in full two days ago.",
    play: (stage) => {
      const order = delivered(stage, 20, "Harbor Rain Jacket", "L");
      must(refundOrder(stage.on(2), order.id, { shipping: true }));
      return { order };
    },
  },
  {
    role: "partly-refunded",
    shopper: "rosa",
    says: "Delivered; 10.00 came back three days ago because of a scratch.",
    play: (stage) => {
      const order = delivered(stage, 15, "Storm Lantern", null);
      must(refundOrder(stage.on(3), order.id, { amount: "10.00", note: "Scratch on the glass" }));
      return { order };
    },
  },
  {
    role: "edited",
    shopper: "liam",
    says: "Three mugs became one, and a beanie was added; sent yesterday, due in four days.",
    play: (stage) => {
      const order = stage.place(4, [["Enamel Camp Mug", "White", 3]]);
      const edited = must(
        editOrder(stage.on(3), order.id, {
          set: [{ lineItemId: order.lineItems[0]!.id, quantity: 1 }],
          add: [{ variantId: stage.variant("Pier Beanie", "Rust"), quantity: 1 }],
        }),
      );
      const parcel = stage.ship(1, edited, {
        carrier: "UPS",
        number: "1Z827WK74630000004",
        estimatedDeliveryAt: stage.day(-4),
      });
      stage.scan(0.8, parcel, "IN_TRANSIT", "Köln", "Departed from the facility");
      return { order };
    },
  },
  {
    role: "odd-name",
    shopper: "wanda",
    says: "An order with a name of another form, sent three days ago, due in two days.",
    play: (stage) => {
      const order = stage.place(5, [["Deck Shoes", "39", 1]], { name: "EU-10023-X" });
      const parcel = stage.ship(3, order, {
        carrier: "DPD",
        number: "01234567890131",
        estimatedDeliveryAt: stage.day(-2),
      });
      stage.scan(1, parcel, "IN_TRANSIT", "Poznań", "Arrived at the hub");
      return { order };
    },
  },
  {
    role: "exchanged",
    shopper: "mei",
    says: "The sweater came back and goes out again in M; the new one was sent yesterday, due in five days.",
    play: (stage) => {
      const order = delivered(stage, 18, "Tidal Wool Sweater", "S");
      const made = must(
        requestReturn(stage.on(6), order.id, {
          lines: [{ lineItemId: order.lineItems[0]!.id, quantity: 1, reason: "SIZE_TOO_SMALL" }],
          exchange: [{ variantId: stage.variant("Tidal Wool Sweater", "M"), quantity: 1 }],
          needsApproval: false,
        }),
      );
      must(processReturn(stage.on(2), made.id));
      const parcel = stage.ship(1, order, {
        carrier: "USPS",
        number: "9400110200881234567891",
        estimatedDeliveryAt: stage.day(-5),
      });
      stage.scan(0.7, parcel, "IN_TRANSIT", "Hamburg", "Accepted at the facility");
      return { order };
    },
  },
  {
    role: "return-open",
    shopper: "hanna",
    says: "Delivered; a return is open and the goods have not come back yet.",
    play: (stage) => {
      const order = delivered(stage, 12, "Linen Beach Towel", "Sky");
      const lines = [{ lineItemId: order.lineItems[0]!.id, quantity: 1, reason: "UNWANTED" }];
      must(requestReturn(stage.on(2), order.id, { lines, needsApproval: false }));
      return { order };
    },
  },
  {
    role: "unpaid",
    shopper: "zoltan",
    says: "Ordered two days ago, to be paid by bank transfer; the money has not come.",
    play: (stage) => ({
      order: stage.place(2, [["Folding Deck Chair", "Plain", 1]], { payment: "pending" }),
    }),
  },
  {
    role: "foreign-currency",
    shopper: "olivia",
    says: "Paid in US dollars; sent two days ago, due in three days.",
    play: (stage) => {
      const order = stage.place(4, [["Harbor Rain Jacket", "S", 1]], { presentmentCurrencyCode: "USD" });
      const parcel = stage.ship(2, order, {
        carrier: "UPS",
        number: "1Z827WK74630000005",
        estimatedDeliveryAt: stage.day(-3),
      });
      stage.scan(1, parcel, "IN_TRANSIT", "Newark", "Cleared customs");
      return { order };
    },
  },
  {
    role: "company",
    shopper: "katrin",
    says: "A company's order PO-88213 on 30 days' credit, not paid yet; sent yesterday, due tomorrow.",
    play: (stage) => {
      const company = {
        contactId: 71,
        companyId: 7,
        companyName: "Nordlicht Gastro GmbH",
        locationName: "Speicherstadt",
      };
      const order = stage.place(3, [["Enamel Camp Mug", "Green", 24]], {
        company,
        poNumber: "PO-88213",
        paymentTerms: { type: "NET", dueInDays: 30 },
      });
      const parcel = stage.ship(1, order, {
        carrier: "DHL Express",
        number: "4234567894",
        estimatedDeliveryAt: stage.day(-1),
      });
      stage.scan(0.5, parcel, "IN_TRANSIT", "Hamburg", "Departed from the sorting centre");
      return { order };
    },
  },
  {
    role: "draft-invoice",
    shopper: "nils",
    says: "No order yet: an invoice was sent three days ago and has not been paid.",
    play: (stage) => {
      const lines = [{ variantId: stage.variant("Folding Deck Chair", "Plain"), quantity: 4 }];
      const draft = must(createDraftOrder(stage.on(4), { customerId: stage.customerId, lines }));
      return { draft: must(sendDraftInvoice(stage.on(3), draft.id, { dueAt: stage.day(-4) })) };
    },
  },
  {
    role: "draft-completed",
    shopper: "nils",
    says: "An order that began as an invoice, paid and not packed yet.",
    play: (stage) => {
      const lines = [{ variantId: stage.variant("Storm Lantern"), quantity: 2 }];
      const draft = must(createDraftOrder(stage.on(2), { customerId: stage.customerId, lines }));
      must(sendDraftInvoice(stage.on(2), draft.id));
      return { order: must(completeDraftOrder(stage.on(0.4), draft.id)) };
    },
  },
];

function delivered(stage: Stage, daysAgo: number, title: string, option: string | null) {
  const order = stage.place(daysAgo, [[title, option, 1]]);
  const parcel = stage.ship(daysAgo - 2, order, {
    carrier: "DPD",
    number: `0${order.id}`.slice(0, 14),
    estimatedDeliveryAt: stage.day(daysAgo - 6),
  });
  stage.scan(daysAgo - 3, parcel, "IN_TRANSIT", "Hamburg", "Departed from the sorting centre");
  stage.scan(daysAgo - 5, parcel, "DELIVERED", order.shippingAddress?.city ?? "Hamburg", "Delivered");
  return stage.now(order);
}
