import { bareWords } from "#app/understanding/bare-words.ts";

export type CarrierWord = "stop" | "start" | "help";

/**
 * What a text says to the carrier, which hears one word that is the whole message, in any case, and no other signs
 * around it but spaces (Twilio, "Support for opt-out keywords"). It has acted on it by the time we read it.
 */
export function readCarrierWord(text: string): CarrierWord | null {
  const said = text.trim().toUpperCase();
  for (const [word, spellings] of Object.entries(CARRIERS))
    if (spellings.includes(said)) return word as CarrierWord;
  return null;
}

/** START and HELP where no carrier listens: null for everything else. YES is heard elsewhere (opt-in.ts). */
export function readKeyword(text: string): "start" | "help" | null {
  const said = bareWords(text);
  for (const [word, spellings] of Object.entries(OURS))
    if ((spellings as readonly string[]).includes(said)) return word as keyof typeof OURS;
  return null;
}

const CARRIERS: Record<CarrierWord, readonly string[]> = {
  stop: ["STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "STOP ALL", "REVOKE", "OPTOUT", "CANCEL"],
  start: ["START", "YES", "UNSTOP"],
  help: ["HELP", "INFO"],
};

const OURS = {
  start: ["start", "unstop", "unstop all", "subscribe", "resubscribe"],
  help: ["help", "info", "ayuda", "aide", "hilfe", "aiuto", "ajuda", "ヘルプ"],
} as const satisfies Record<string, readonly string[]>;
