import type { Channel } from "#app/channels/channel.ts";
import { countryOfNumber } from "#app/channels/number-country.ts";
import { windowOf } from "#app/channels/window.ts";
import { earlier, HOUR, later, MINUTE, SECOND } from "#app/clock.ts";
import type { ConsentStanding } from "#app/consent/ledger.ts";
import type { Hours } from "#app/consent/lawful-hours.ts";
import { isPromoting, isPromotion, type MessageClass, purposeOf } from "#app/consent/purposes.ts";
import { readSendFacts, type SendFacts } from "#app/consent/send-facts.ts";
import { quietHours, type Recipient } from "#app/consent/quiet-hours.ts";
import type { Shop } from "#app/db.server.ts";

export interface Intended {
  channel: Channel;
  address: string;
  /** Ours that it leaves from. */
  accountId?: string | null;
  purpose: MessageClass;
  expiresAt: Date | null;
  /** For marketing: places and clocks of the recipient, and how many they had of it in the last 24 hours. */
  recipient: Recipient;
  marketingToday: number;
  /** What the merchant allows of it; less than the law and we do, or nothing is changed by it. */
  own?: PromotionLimits;
  /** When they last wrote there: channels with a window (channels/window.ts) want to know. */
  heardAt: Date | null;
  isByPerson: boolean;
  isTemplate: boolean;
}

export interface PromotionLimits {
  /** Of the recipient's day. */
  hours: Hours;
  /** Most to one address in 24 hours. */
  aDay: number;
}

export type Verdict =
  | { may: true }
  | { may: false; end: "suppressed" | "expired"; because: string }
  | { may: false; end: null; because: string; until: Date };

/** No more marketing than this to one address in 24 hours (Fla. Stat. 501.616: three on the same subject). */
const MARKETING_A_DAY = 3;

/**
 * A carrier may hold what it took in a queue of its own: so long a promotion's hours must still be open when it leaves
 * us, and so long the carrier may keep it (`Outbound.until`).
 */
export const CARRIERS_TIME_MS = 15 * MINUTE;

/** Decides of one message; see `mayEachSend`. */
export const maySend = async (shop: Shop, intended: Intended): Promise<Verdict> =>
  (await mayEachSend(shop, [intended]))[0]!;

/**
 * Decides, inside the transaction that claims messages, whether each may leave now. The caller holds their addresses'
 * locks (`lockAddresses`), which the letterbox takes too: a STOP that was acknowledged before is seen here.
 */
export async function mayEachSend(shop: Shop, all: Intended[]): Promise<Verdict[]> {
  const facts = await readSendFacts(shop, all);
  return all.map((intended, n) => decide(intended, facts[n]!, shop.at));
}

/** The one rule of what may leave. Pure. */
export function decide(intended: Intended, facts: SendFacts, at: Date): Verdict {
  if (!facts.isInstalled) return suppress("uninstalled");
  if (intended.expiresAt && intended.expiresAt <= at)
    return { may: false, end: "expired", because: "too-late" };
  if (intended.channel === "chat") return { may: true };
  if (facts.isSendingOff) return suppress("sending-off");
  const unread = untilRead(intended, facts, at);
  if (unread) return unread;
  const no = refusedByConsent(intended.purpose, facts.stands);
  if (no && no !== "no-consent") return suppress(no);
  if (facts.isBlocked) return suppress("blocked-by-carrier");
  if (!isInWindow(intended, at)) return suppress("window-closed");
  if (no) return suppress(no);
  return isPromoting(intended.purpose) ? mayPromote(intended, at) : { may: true };
}

export type ConsentRefusal = "opted-out" | "maybe-opted-out" | "no-consent";

/** What their word on this purpose says against a message: promotions need a yes, the others only a no ends. */
export function refusedByConsent(said: MessageClass, stands: ConsentStanding | null): ConsentRefusal | null {
  if (said === "confirmation") return null;
  if (stands === "revoked") return "opted-out";
  if (stands === "held") return "maybe-opted-out";
  return isPromotion(purposeOf(said)) && stands !== "granted" ? "no-consent" : null;
}

const suppress = (because: string): Verdict => ({ may: false, end: "suppressed", because });
const wait = (because: string, until: Date): Verdict => ({ may: false, end: null, because, until });

/** What is read at all is read within this; after it something is wrong, and asking each second mends nothing. */
const READ_WITHIN_MS = 10 * SECOND;

/** A text of theirs that we acknowledged and have not read yet may be a STOP. A parked one holds marketing back. */
function untilRead({ purpose }: Intended, { unread }: SendFacts, at: Date): Verdict | null {
  if (unread?.as === "waiting")
    return wait("inbound-pending", later(at, unread.since > earlier(at, READ_WITHIN_MS) ? SECOND : MINUTE));
  return unread && isPromoting(purpose) ? wait("inbound-parked", later(at, HOUR)) : null;
}

/** The human-agent tag is for people: what wrote itself stays within the first window (Meta's policy, 2026-09-28). */
function isInWindow({ channel, heardAt, isByPerson, isTemplate }: Intended, at: Date): boolean {
  const window = windowOf(channel, heardAt, at);
  if (window.open) return isByPerson || !window.asPerson;
  return isTemplate && window.takesTemplates;
}

/**
 * The hours of the law are of calls and texts (47 CFR 64.1200(c)(1) by (e)). WhatsApp reaches the same number on the
 * same night table; mail and the inboxes of Meta are read when it suits (decisions/018).
 */
const ringsAPhone = (channel: Channel): boolean => channel === "sms" || channel === "whatsapp";

function mayPromote(intended: Intended, at: Date): Verdict {
  const { channel, purpose, address, recipient, marketingToday, own, isTemplate } = intended;
  // Meta has delivered no marketing templates there since April 2025, and fails them with 131049.
  if (channel === "whatsapp" && isTemplate && countryOfNumber(address) === "US")
    return suppress("no-marketing-there");
  if (marketingToday >= Math.min(MARKETING_A_DAY, own?.aDay ?? MARKETING_A_DAY))
    return suppress("enough-for-today");
  if (!ringsAPhone(channel)) return { may: true };
  const now = quietHours(recipient, purpose, at, own?.hours);
  const quiet = now.open ? quietHours(recipient, purpose, later(at, CARRIERS_TIME_MS), own?.hours) : now;
  if (quiet.open) return { may: true };
  return quiet.until ? wait(quiet.because, quiet.until) : suppress(quiet.because);
}
