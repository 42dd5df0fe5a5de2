import { bareWords } from "#app/understanding/bare-words.ts";

/**
 * A message as the opt-out rules read it: small letters without accents ("Arrêt" → "arret"), contractions in one word
 * ("don't" → "dont"), letters set apart or drawn out put together again ("S T O P", "stooop").
 */
export function plainWords(text: string): string {
  const joined = bareWords(
    text.replace(/[`´‘]/gu, "'").replaceAll("#", " number ").replace(STOP_SIGNS, " stop "),
  )
    .normalize("NFD")
    // Accents of Latin letters alone: kana keep their voicing marks.
    .replace(/[\u0300-\u036f]/gu, "")
    .normalize("NFC")
    .replace(/n't\b/gu, "nt")
    .replace(/'(s|m|d|ve|re|ll)\b/gu, "$1")
    .replaceAll("'", " ")
    .replaceAll("ß", "ss")
    .replace(/(\p{L})\1{2,}/gu, "$1")
    .replace(/\s+/gu, " ")
    .trim();
  return /^(?:\p{L} ){2,}\p{L}$/u.test(joined) ? joined.replaceAll(" ", "") : joined;
}

/** Signs that are put for the word. */
const STOP_SIGNS = /[🛑🚫⛔✋🙅]+/gu;

/** Without what is said out of politeness around it: "Stop, please" → "stop". */
export function withoutManners(said: string): string {
  let left = said;
  for (;;) {
    const next = left.replace(BEFORE, "").replace(AFTER, "");
    if (next === left || !next) return left;
    left = next;
  }
}

const MANNERS =
  "please|pls|plz|plse|kindly|thanks|thank you|thx|ty|ok|okay|hi|hello|hey|now|already|sir|guys|just|yes|" +
  "svp|stp|s il vous plait|s il te plait|merci|bonjour|maintenant|" +
  "bitte|danke|hallo|sofort|jetzt|" +
  "por favor|porfa|porfavor|gracias|hola|ya|" +
  "per favore|per piacere|grazie|ciao|subito|" +
  "obrigado|obrigada|ola|" +
  "aub|alstublieft|graag|dank je|bedankt|hoi|nu";
const BEFORE = new RegExp(`^(?:${MANNERS}) `, "u");
const AFTER = new RegExp(
  ` (?:${MANNERS}|me|mate|you|people|asap|immediately)$|(?:を)?(?:お願い(?:し|致し|いたし)ます|ください|下さい)$`,
  "u",
);
