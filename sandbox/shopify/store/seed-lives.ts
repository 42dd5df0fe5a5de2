import type { Ground } from "./desk.ts";
import { DAY, HOUR } from "./instants.ts";
import type { FulfillmentEventStatus } from "./order-types.ts";
import { chance, roll } from "./randomness.ts";
import { isNobodys, orderPlacedAt } from "./seed-calendar.ts";

export type Step = { at: number } & (
  | { does: "ship"; promisedAt: number; part: "all" | "first" | "rest" }
  | { does: "scan"; status: FulfillmentEventStatus; message: string }
  | { does: "cancel"; reason: "CUSTOMER" | "INVENTORY" | "DECLINED" }
  | { does: "refund"; all: boolean }
  | { does: "prepare" }
  | { does: "hand-over" }
);

/** What befell order n between its placing and the opening of the town: no record is made to say so. */
export interface Life {
  placedAt: number;
  way: "SHIPPING" | "PICK_UP" | "LOCAL" | "RETAIL" | "NONE";
  payment: "paid" | "pending";
  lineCount: number;
  carrier: number;
  steps: Step[];
}

export function lifeOf(ground: Ground, n: number): Life {
  const placedAt = orderPlacedAt(ground, n);
  const draw = (kind: number) => chance(ground.seed, 100 + kind, n);
  const way = isNobodys(ground, n) ? "RETAIL" : wayOf(draw(1));
  const isUnpaid = way === "SHIPPING" && draw(2) < 0.025;
  const life: Life = {
    placedAt,
    way,
    payment: isUnpaid ? "pending" : "paid",
    lineCount: way === "NONE" ? 1 : 1 + roll(ground.seed, 103, n, 3),
    carrier: roll(ground.seed, 104, n, 12),
    steps: [],
  };
  life.steps = stepsOf(life, draw)
    .filter((step) => step.at <= ground.openedAt)
    .map((step) => ({ ...step, at: Math.floor(step.at / 1000) * 1000 }));
  return life;
}

function wayOf(draw: number): Life["way"] {
  if (draw < 0.04) return "PICK_UP";
  if (draw < 0.06) return "LOCAL";
  if (draw < 0.08) return "RETAIL";
  return draw < 0.1 ? "NONE" : "SHIPPING";
}

function stepsOf(life: Life, draw: (kind: number) => number): Step[] {
  const { placedAt, way } = life;
  if (life.payment === "pending") return [{ at: placedAt + 7 * DAY, does: "cancel", reason: "DECLINED" }];
  if (way === "RETAIL" || way === "NONE") return [];
  if (draw(5) < 0.03) {
    const reason = draw(6) < 0.7 ? "CUSTOMER" : "INVENTORY";
    return [{ at: placedAt + draw(7) * 20 * HOUR + HOUR, does: "cancel", reason }];
  }
  const packedAt = placedAt + (0.4 + draw(8) * 2.2) * DAY;
  if (way === "PICK_UP") {
    return [
      { at: packedAt, does: "prepare" },
      { at: packedAt + (0.2 + draw(9) * 3) * DAY, does: "hand-over" },
    ];
  }
  if (way === "LOCAL") {
    return [
      { at: packedAt, does: "prepare" },
      { at: packedAt + 20 * HOUR, does: "ship", promisedAt: packedAt + DAY, part: "all" },
      { at: packedAt + 21 * HOUR, does: "scan", status: "OUT_FOR_DELIVERY", message: "Out for delivery" },
      { at: packedAt + 23 * HOUR, does: "scan", status: "DELIVERED", message: "Delivered" },
    ];
  }
  return shippingSteps(life, packedAt, draw);
}

function shippingSteps(life: Life, packedAt: number, draw: (kind: number) => number): Step[] {
  const days = 1.5 + draw(10) * 4.5;
  const promisedAt = packedAt + Math.ceil(days + 1) * DAY;
  const isSplit = life.lineCount > 1 && draw(11) < 0.08;
  const steps: Step[] = [{ at: packedAt, does: "ship", promisedAt, part: isSplit ? "first" : "all" }];
  if (!isSilent(life)) steps.push(...scans(packedAt, days, draw(12)));
  if (isSplit)
    steps.push({
      at: packedAt + (3 + days) * DAY,
      does: "ship",
      promisedAt: promisedAt + 6 * DAY,
      part: "rest",
    });
  if (draw(13) < 0.05) steps.push({ at: packedAt + (days + 9) * DAY, does: "refund", all: draw(14) < 0.4 });
  return steps;
}

/** One parcel in twelve goes by the carrier that sends no scans. */
export function isSilent(life: Life): boolean {
  return life.carrier === 11;
}

// One in forty parcels goes quiet on the way and stays so: these are the late ones.
function scans(sentAt: number, days: number, fate: number): Step[] {
  const at = (part: number) => sentAt + days * part * DAY;
  const onTheWay: Step[] = [
    { at: at(0.1), does: "scan", status: "CONFIRMED", message: "Shipment information received" },
    { at: at(0.3), does: "scan", status: "IN_TRANSIT", message: "Departed from the sorting centre" },
  ];
  if (fate < 0.025) return onTheWay;
  return [
    ...onTheWay,
    { at: at(0.9), does: "scan", status: "OUT_FOR_DELIVERY", message: "Out for delivery" },
    { at: at(1), does: "scan", status: "DELIVERED", message: "Delivered" },
  ];
}
