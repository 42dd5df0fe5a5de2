import { smsCountry } from "#app/channels/sms-countries.ts";
import { countryOfNumber } from "#app/channels/number-country.ts";

/** What an account may be used for. Both at once costs the service texts a shopper's STOP to marketing (wire facts 22). */
export type SenderRole = "service" | "marketing" | "both";

export interface SmsSender {
  accountId: string;
  /** A number, or a name. */
  sender: string;
  role: SenderRole;
  /** Something stands against its texts to where this one goes (channels/sender-trouble.ts). */
  isOff?: boolean;
  /** Of a name: the countries that want it registered and where it is, as the merchant says. */
  registeredIn?: string[] | null;
}

/** Why it is sent (conversations/message.ts, Purpose). Reminders of a cart promote, as the carriers see it. */
export type SentFor = "conversation" | "service" | "confirmation" | "marketing" | "cart-reminder";

const isPromotion = (purpose: SentFor): boolean => purpose === "marketing" || purpose === "cart-reminder";

export interface SenderWanted {
  purpose: SentFor;
  to: string;
  /** The account they last wrote to, or heard from: the number they know. */
  usual?: string | null;
  /** The account that staff chose. */
  chosen?: string | null;
}

/** Nobody can answer a name; numbers, short codes and the numbers of a messaging service can be answered. */
export const isOneWay = (sender: string): boolean => !/^(\+?\d{3,15}|MG[0-9a-f]{32})$/i.test(sender);

/** Whether an account of this role may send this: marketing never leaves by the service's sender. */
export const mayCarry = (role: SenderRole, purpose: SenderWanted["purpose"]): boolean =>
  isPromotion(purpose) ? role !== "service" : role !== "marketing";

/** Whether texts for this leave under a name: the shop has senders for them, and none that can be answered. */
export function leaveByName(
  senders: readonly Pick<SmsSender, "sender" | "role">[],
  purpose: SenderWanted["purpose"],
): boolean {
  const able = senders.filter(({ role }) => mayCarry(role, purpose));
  return able.length > 0 && able.every(({ sender }) => isOneWay(sender));
}

/** What is known again when it leaves: a reply may go out by a marketing sender, a promotion never by the service's. */
export const mayLeaveBy = (role: SenderRole, purpose: SentFor): boolean =>
  !isPromotion(purpose) || mayCarry(role, purpose);

/**
 * The sender for a text, as one picks a SIM card: the one that staff chose; else the number the shopper knows; else one
 * of their own country, that they can reply to, kept for this kind of text. Null where none may carry it. A reply leaves
 * by the number they wrote to whatever its role: an answer from a stranger's number is no answer. One that something
 * stands against (a number nobody has registered) comes last; where there is no other, sending says why it may not.
 */
export function pickSender(senders: readonly SmsSender[], wanted: SenderWanted): SmsSender | null {
  const { usual, chosen } = wanted;
  const able = ableSenders(senders, wanted);
  const byId = (id?: string | null) => able.find(({ accountId }) => accountId === id);
  const known = byId(usual);
  const best = able.toSorted((a, b) => merit(b, wanted) - merit(a, wanted))[0] ?? null;
  return byId(chosen) ?? (known && (!known.isOff || best?.isOff) ? known : best);
}

/** All that may carry it. */
export function ableSenders<S extends SmsSender>(
  senders: readonly S[],
  { purpose, usual, to }: SenderWanted,
): S[] {
  const isAnswer = ({ accountId }: SmsSender) => purpose === "conversation" && accountId === usual;
  return senders.filter((one) => (mayCarry(one.role, purpose) || isAnswer(one)) && reaches(one, to));
}

/** A name is refused where the country's networks take none, or want it registered first. */
function reaches({ sender, registeredIn }: SmsSender, to: string): boolean {
  if (!isOneWay(sender)) return true;
  const known = smsCountry(countryOfNumber(to));
  if (known?.named === "registered") return registeredIn?.includes(known.country) ?? false;
  return known?.named === "yes";
}

function merit({ sender, role, isOff }: SmsSender, { purpose, to }: SenderWanted): number {
  const canReply = !isOneWay(sender);
  const isNear = canReply && countryOfNumber(sender) === countryOfNumber(to);
  const isKeptForIt = role === (isPromotion(purpose) ? "marketing" : "service");
  return (isOff ? 0 : 8) + (canReply ? 4 : 0) + (isNear ? 2 : 0) + (isKeptForIt ? 1 : 0);
}
