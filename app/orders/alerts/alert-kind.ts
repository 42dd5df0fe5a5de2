import { DAY, HOUR } from "#app/clock.ts";

/** What a shopper is told of a parcel unasked, in the order in which it usually happens. */
export const ALERT_KINDS = [
  "shipped",
  "out-for-delivery",
  "delivered",
  "delayed",
  "attempted",
  "ready-for-pickup",
  "stuck",
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

export const isAlertKind = (text: unknown): text is AlertKind => ALERT_KINDS.includes(text as AlertKind);

interface Rule {
  /** News older than this is kept and sent to nobody: it would only confuse. */
  lateAfterMs: number;
  /** Whether it waits for the morning unless the merchant says otherwise: nobody can do anything about it at night. */
  waitsForMorning: boolean;
  /** Whether it takes a carrier that scans to know of it. */
  needsScans: boolean;
}

export const ALERT_RULES: Record<AlertKind, Rule> = {
  shipped: { lateAfterMs: DAY, waitsForMorning: false, needsScans: false },
  // Of use on the day itself: in the evening it has been delivered, or it will not be.
  "out-for-delivery": { lateAfterMs: 6 * HOUR, waitsForMorning: false, needsScans: true },
  delivered: { lateAfterMs: DAY, waitsForMorning: false, needsScans: true },
  delayed: { lateAfterMs: DAY, waitsForMorning: true, needsScans: true },
  attempted: { lateAfterMs: 12 * HOUR, waitsForMorning: false, needsScans: true },
  "ready-for-pickup": { lateAfterMs: DAY, waitsForMorning: false, needsScans: false },
  stuck: { lateAfterMs: DAY, waitsForMorning: true, needsScans: true },
};

export const ALERT_CHANNELS = ["sms", "email", "chat"] as const;
export type AlertChannel = (typeof ALERT_CHANNELS)[number];
