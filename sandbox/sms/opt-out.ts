import { serviceOf } from "./pool.ts";
import type { Account, SmsState } from "./sms-types.ts";

export type Keyword = "STOP" | "START" | "HELP";

/** Twilio's default words; one must be the whole message, in any case, spaces around it ignored. */
const WORDS: Record<Keyword, string[]> = {
  STOP: ["STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL"],
  START: ["START", "YES", "UNSTOP"],
  HELP: ["HELP", "INFO"],
};
const REPLIES: Record<Keyword, string> = {
  STOP: "You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.",
  START:
    "You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
  HELP: "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
};

export function keywordOf(body: string): Keyword | null {
  const word = body.trim().toUpperCase();
  const found = Object.entries(WORDS).find(([, words]) => words.includes(word));
  return found ? (found[0] as Keyword) : null;
}

/**
 * Blocks or unblocks the sender for this phone and gives Twilio's own reply, or null where it stays silent: a second
 * STOP, or a YES from someone who was never blocked, is an ordinary message.
 */
export function takeKeyword(state: SmsState, keyword: Keyword, sender: string, phone: string): string | null {
  const key = blockKey(sender, phone);
  const isBlocked = state.blocks.has(key);
  if (keyword === "STOP") {
    state.blocks.add(key);
    return isBlocked ? null : REPLIES.STOP;
  }
  if (keyword === "START") {
    state.blocks.delete(key);
    return isBlocked ? REPLIES.START : null;
  }
  return isBlocked ? null : REPLIES.HELP;
}

export function isBlocked(state: SmsState, sender: string, phone: string): boolean {
  return state.blocks.has(blockKey(sender, phone));
}

/** A block holds for the messaging service where the number belongs to one, else for the number. */
export function senderOf(account: Account, number: string): string {
  return serviceOf(account, number)?.sid ?? number;
}

function blockKey(sender: string, phone: string): string {
  return `${sender} ${phone}`;
}
