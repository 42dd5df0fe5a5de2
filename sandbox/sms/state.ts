import { createHash } from "node:crypto";
import type { Town } from "../town-types.ts";
import { openingRegistry } from "./register-types.ts";
import type { Account, Message, SmsState } from "./sms-types.ts";

export const DEFAULT_ACCOUNT: Account = {
  sid: "AC0123456789abcdef0123456789abcdef",
  token: "00112233445566778899aabbccddeeff",
  numbers: ["+14155550100"],
  webhookUrl: null,
  messagingServiceSid: null,
  services: [],
  smsUrls: {},
  advancedOptOut: false,
  isNew: false,
};

export function openingState(): SmsState {
  return {
    accounts: new Map([[DEFAULT_ACCOUNT.sid, { ...DEFAULT_ACCOUNT, services: [], smsUrls: {} }]]),
    messages: [],
    bySid: new Map(),
    blocks: new Set(),
    fates: new Map(),
    callbacks: [],
    carrierReplies: [],
    mediaLeadsTo: null,
    usualFate: { final: "delivered", errorCode: null, stepMs: 15 },
    verifications: new Map(),
    registry: openingRegistry(),
    count: 0,
  };
}

/** `SM`, `MM` or `ME` and 32 hex digits; the same in every run of one seed and opening time. */
export function nextSid(town: Town, state: SmsState, prefix: "SM" | "MM" | "ME"): string {
  state.count += 1;
  const from = `${town.options.seed} ${town.clock.openedAt} ${state.count}`;
  return prefix + createHash("sha256").update(from).digest("hex").slice(0, 32);
}

export function keep(state: SmsState, message: Message): void {
  state.messages.push(message);
  state.bySid.set(message.sid, message);
}

/** The account that owns a number, or null. */
export function ownerOf(state: SmsState, number: string): Account | null {
  return [...state.accounts.values()].find((account) => account.numbers.includes(number)) ?? null;
}
