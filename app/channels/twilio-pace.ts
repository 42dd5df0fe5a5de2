import type { SOURCES } from "#app/channels/sms-countries.ts";
import { isOneWay } from "#app/channels/sms-sender.ts";
import { senderKind } from "#app/words/segments.ts";

/** What texts leave from at Twilio, as far as its pace goes. */
export type TwilioKind = "long-code" | "toll-free" | "short-code" | "name";

/** Behind +1: the United States, Canada and islands. All the world else is far. */
export type Reach = "near" | "far";

type Pace = Record<Reach, number> & { source: keyof typeof SOURCES };

/** Segments a second that Twilio passes on for one sender, unless it has granted more. */
export const TWILIO_PACES: Record<TwilioKind, Pace> = {
  "long-code": { near: 1, far: 10, source: "twilio-limits" },
  "toll-free": { near: 3, far: 10, source: "twilio-tollfree-pace" },
  "short-code": { near: 100, far: 10, source: "twilio-limits" },
  name: { near: 1, far: 10, source: "twilio-limits" },
};

/**
 * A registered campaign's pace is its own, however many long codes it has. AT&T tells its part, by the brand's trust score;
 * Twilio's table ("twilio-10dlc-pace") gives T-Mobile and Verizon as much each: 75 a minute make 3.75 a second in all.
 */
const NETWORKS_OF_A_CAMPAIGN = 3;

export interface PaceFacts {
  /** A number, a name, or a messaging service's SID. */
  sender: string;
  /** Of a messaging service: so many long codes, and of the other kinds. */
  numbers?: number | undefined;
  tollFreeNumbers?: number | undefined;
  shortCodes?: number | undefined;
  /** Segments a minute that AT&T takes of the campaign that its long codes are registered for. */
  campaignAMinute?: number | null | undefined;
  /** Segments a second that Twilio has granted, as the merchant says. */
  grantedASecond?: number | null | undefined;
}

/** How many segments a minute Twilio passes on. What comes faster it would queue for up to ten hours. */
export function segmentsAMinute(facts: PaceFacts, to: Reach): number {
  const { campaignAMinute, grantedASecond } = facts;
  if (grantedASecond) return Math.max(1, Math.floor(grantedASecond * 60));
  const senders = Object.entries(sendersOf(facts)) as [TwilioKind, number][];
  const parts = senders.map(([kind, count]) =>
    kind === "long-code" && count > 0 && to === "near" && campaignAMinute
      ? campaignAMinute * NETWORKS_OF_A_CAMPAIGN
      : count * TWILIO_PACES[kind][to] * 60,
  );
  return parts.reduce((sum, part) => sum + part, 0);
}

export const reachOf = (to: string): Reach => (to.startsWith("+1") ? "near" : "far");

/** Whom a sender consists of: one of its kind, or a service's pool, of which one long code is known at least. */
function sendersOf({ sender, numbers = 0, tollFreeNumbers = 0, shortCodes = 0 }: PaceFacts) {
  if (!isService(sender)) return { [twilioKind(sender)]: 1 };
  const longCodes = numbers || (tollFreeNumbers || shortCodes ? 0 : 1);
  return { "long-code": longCodes, "toll-free": tollFreeNumbers, "short-code": shortCodes };
}

/** How many of each kind are in a messaging service's pool, as its account's settings keep it. */
export function countPool(pool: string[]): Pick<PaceFacts, "numbers" | "tollFreeNumbers" | "shortCodes"> {
  const count = (kind: TwilioKind) => pool.filter((one) => twilioKind(one) === kind).length;
  const numbers = count("long-code");
  return { numbers, tollFreeNumbers: count("toll-free"), shortCodes: count("short-code") };
}

export function twilioKind(sender: string): TwilioKind {
  if (isOneWay(sender)) return "name";
  if (/^\d{3,6}$/.test(sender)) return "short-code";
  return senderKind(sender) === "toll-free" ? "toll-free" : "long-code";
}

const isService = (sender: string): boolean => /^MG[0-9a-f]{32}$/i.test(sender);
