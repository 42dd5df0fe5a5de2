/** What somebody may agree to or refuse, one by one, on each of their addresses. */
export const PURPOSES = ["marketing", "cart-reminders", "updates", "support"] as const;
export type ConsentPurpose = (typeof PURPOSES)[number];

/** Those that are never sent without a yes (R21: unknown is no). The others only a no ends. */
export const PROMOTIONS = ["marketing", "cart-reminders"] as const satisfies ConsentPurpose[];

/**
 * What a message is, set by the flow that sends it and never by its text (R26). `conversation`: an answer in a thread
 * the shopper opened. `service`: news of something they bought. `confirmation`: our one word on their STOP, START or
 * HELP, which alone goes to somebody who has just said no (47 CFR 64.1200(a)(12)).
 */
export const MESSAGE_CLASSES = [
  "conversation",
  "service",
  "marketing",
  "cart-reminder",
  "confirmation",
] as const;
export type MessageClass = (typeof MESSAGE_CLASSES)[number];

/** Which purpose a message of this class answers to; none for a confirmation. */
export const purposeOf = (said: Exclude<MessageClass, "confirmation">): ConsentPurpose => PURPOSE_OF[said];

/** Whether messages of this class are promotions: quiet hours, the day's most and the channels' own rules are for those. */
export const isPromoting = (said: MessageClass): boolean => PROMOTING.includes(said);

export const PROMOTING: MessageClass[] = ["marketing", "cart-reminder"];

export const isPromotion = (purpose: ConsentPurpose): boolean =>
  (PROMOTIONS as readonly string[]).includes(purpose);

const PURPOSE_OF = {
  conversation: "support",
  service: "updates",
  marketing: "marketing",
  "cart-reminder": "cart-reminders",
} as const;
