import type { Channel } from "#app/channels/channel.ts";
import { countryOfNumber } from "#app/channels/number-country.ts";
import { windowOf } from "#app/channels/window.ts";
import { later, SECOND } from "#app/clock.ts";
import { isLineBlocked } from "#app/consent/carrier-block.ts";
import { standing } from "#app/consent/ledger.ts";
import type { Hours } from "#app/consent/lawful-hours.ts";
import { isPromoting, isPromotion, type MessageClass, purposeOf } from "#app/consent/purposes.ts";
import { quietHours, type Recipient } from "#app/consent/quiet-hours.ts";
import { isSendingOff } from "#app/consent/sending-switch.ts";
import { numberKey } from "#app/customers/match-key.ts";
import type { Shop } from "#app/db.server.ts";
import { keyedHash } from "#app/seal.server.ts";
import { isInstalled } from "#app/shop/installed.ts";

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
 * Decides, inside the transaction that claims a message, whether it may leave now. The caller holds the address's
 * lock (`lockAddress`), which the letterbox takes too: a STOP that was acknowledged before is seen here.
 */
export async function maySend(shop: Shop, intended: Intended): Promise<Verdict> {
  if (!(await isInstalled(shop))) return suppress("uninstalled");
  if (intended.expiresAt && intended.expiresAt <= shop.at)
    return { may: false, end: "expired", because: "too-late" };
  if (intended.channel === "chat") return { may: true };
  if (await isSendingOff(shop)) return suppress("sending-off");
  if (await hasUnreadInbound(shop, intended)) return wait("inbound-pending", later(shop.at, SECOND));
  const { channel, address, purpose: said } = intended;
  const purpose = said === "confirmation" ? null : purposeOf(said);
  const stands = purpose && (await standing(shop, { channel, address, purpose }));
  if (stands === "revoked") return suppress("opted-out");
  if (stands === "held") return suppress("maybe-opted-out");
  if (await isBlocked(shop, intended)) return suppress("blocked-by-carrier");
  if (!isInWindow(intended, shop.at)) return suppress("window-closed");
  if (!purpose || !isPromotion(purpose)) return { may: true };
  return stands === "granted" ? mayPromote(shop, intended) : suppress("no-consent");
}

/** One at a time per address: sends are decided and inbound texts are taken in under the same lock. */
export async function lockAddress(shop: Shop, channel: string, address: string): Promise<void> {
  await shop.sql`select pg_advisory_xact_lock(hashtextextended(${senderHash(channel, address)}, 0))`;
}

/** What a receipt of the letterbox carries of its sender, instead of the number itself; one for both of its forms. */
export const senderHash = (channel: string, address: string): string =>
  keyedHash("sender", `${channel}:${numberKey(address)}`);

const suppress = (because: string): Verdict => ({ may: false, end: "suppressed", because });
const wait = (because: string, until: Date): Verdict => ({ may: false, end: null, because, until });

/** A text of theirs that we acknowledged and have not read yet may be a STOP. A parked one holds marketing back. */
async function hasUnreadInbound(shop: Shop, { channel, address, purpose }: Intended): Promise<boolean> {
  const waiting = { readAt: null, ...(!isPromoting(purpose) && { parkedFor: null }) };
  return (
    (await shop.tx.receipt.findFirst({
      where: { senderHash: senderHash(channel, address), ...waiting },
      select: { key: true },
    })) !== null
  );
}

const isBlocked = async (shop: Shop, { channel, accountId, address }: Intended): Promise<boolean> =>
  channel === "sms" && !!accountId && (await isLineBlocked(shop, { channel, accountId, address }));

/** The human-agent tag is for people: what wrote itself stays within the first window (Meta's policy, 2026-09-28). */
function isInWindow({ channel, heardAt, isByPerson, isTemplate }: Intended, at: Date): boolean {
  const window = windowOf(channel, heardAt, at);
  if (window.open) return isByPerson || !window.asPerson;
  return isTemplate && window.takesTemplates;
}

function mayPromote(shop: Shop, intended: Intended): Verdict {
  const { channel, purpose, address, recipient, marketingToday, own, isTemplate } = intended;
  // Meta has delivered no marketing templates there since April 2025, and fails them with 131049.
  if (channel === "whatsapp" && isTemplate && countryOfNumber(address) === "US")
    return suppress("no-marketing-there");
  if (marketingToday >= Math.min(MARKETING_A_DAY, own?.aDay ?? MARKETING_A_DAY))
    return suppress("enough-for-today");
  if (channel !== "sms") return { may: true };
  const quiet = quietHours(recipient, purpose, shop.at, own?.hours);
  if (quiet.open) return { may: true };
  return quiet.until ? wait(quiet.because, quiet.until) : suppress(quiet.because);
}
