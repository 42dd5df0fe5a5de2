import type { Fault, Town } from "../town-types.ts";
import { fetchGiven } from "./media.ts";
import { isRegistered } from "./brands.ts";
import { pickNumber, servicesOf } from "./pool.ts";
import { sendCallback } from "./send-callback.ts";
import type { Account, Fate, Message, MessageStatus, SmsState } from "./sms-types.ts";

interface Step {
  status: MessageStatus;
  errorCode: number | null;
}

/**
 * Lets an accepted message become sent and delivered, each step told to its StatusCallback. Twilio never calls back for
 * the status that its answer already had. `goOn` is for after the answer; a `callback-first` fault does one step before.
 */
export async function startLife(
  town: Town,
  state: SmsState,
  account: Account,
  message: Message,
  facts: Record<string, unknown>,
): Promise<{ goOn: () => void }> {
  const fate = state.fates.get(message.to) ?? state.usualFate;
  const strike = (name: Fault["fault"]) => town.faults.strike("twilio", facts, [name]);
  const times = strike("lose-callbacks") ? 0 : 1 + (strike("repeat-callback")?.copies ?? 0);
  const steps = stepsOf(message, isUnknown(state, account, message) ? blockedInUs(fate) : fate);
  if (strike("reorder-callbacks")) steps.reverse();

  const live = async (step: Step) => {
    if (state.bySid.get(message.sid) !== message) return; // The town was reset meanwhile.
    if (message.media.length && message.status === "failed") return; // What could not be fetched is not sent either.
    const code = await fetchGiven(town, account, message);
    const became: Step = code ? { status: "failed", errorCode: code } : step;
    advance(town, state, account, message, became);
    for (let i = 0; i < times; i++) await sendCallback(town, state, account, message, became);
  };
  if (strike("callback-first")) await live(steps.shift()!);
  return {
    goOn() {
      let due = town.clock.now();
      let before: Promise<void> = Promise.resolve();
      for (const step of steps) {
        due += fate.stepMs;
        before = town.track(after(town, due, before, () => live(step)));
      }
    },
  };
}

const blockedInUs = (fate: Fate): Fate => ({ ...fate, final: "undelivered", errorCode: 30034 });

/** Networks of the United States block long codes that nobody has registered. */
function isUnknown(state: SmsState, account: Account, { from, to, messagingServiceSid }: Message): boolean {
  if (!account.isNew || !/^\+1\d{10}$/.test(to)) return false;
  const number = from ?? servicesOf(account).find(({ sid }) => sid === messagingServiceSid)?.numbers[0] ?? "";
  return !isRegistered(state, account, number);
}

function stepsOf(message: Message, fate: Fate): Step[] {
  const steps: Step[] = message.status === "accepted" ? [{ status: "queued", errorCode: null }] : [];
  if (fate.final !== "failed") steps.push({ status: "sent", errorCode: null });
  if (fate.final !== "sent") steps.push({ status: fate.final, errorCode: fate.errorCode });
  return steps;
}

/** Resolves when town time has reached `due`, the step before is through and this one too. */
function after(town: Town, due: number, before: Promise<void>, live: () => Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    town.clock.at(due, async () => {
      await before;
      await live();
      resolve();
    });
  });
}

const ORDER: MessageStatus[] = [
  "accepted",
  "queued",
  "sending",
  "sent",
  "delivered",
  "undelivered",
  "failed",
];

/** A resource never goes back, whatever order the callbacks take. */
function advance(town: Town, state: SmsState, account: Account, message: Message, step: Step): void {
  message.from ??= pickNumber(state, account, message);
  if (ORDER.indexOf(step.status) <= ORDER.indexOf(message.status)) return;
  message.status = step.status;
  message.errorCode = step.errorCode;
  message.updatedAt = town.clock.now();
  if (step.status === "sent") message.sentAt = message.updatedAt;
  if (step.status === "sent" || step.status === "delivered") {
    town.announce({
      kind: "phone",
      phone: message.to,
      from: message.from,
      body: message.body,
      status: step.status,
    });
  }
}
