import { bareWords } from "#app/understanding/bare-words.ts";

/** Whether a whole message asks to end "tell me when it moves". By text STOP never comes here: it ends everything. */
export function asksToUnfollow(text: string): boolean {
  return WORDS.has(bareWords(text));
}

const WORDS: ReadonlySet<string> = new Set([
  // English
  "stop",
  "unfollow",
  "unsubscribe",
  "stop these messages",
  "stop the updates",
  "stop updates",
  "no more updates",
  "no more messages",
  "stop telling me",
  "don't tell me any more",
  // German
  "stopp",
  "diese nachrichten beenden",
  "keine nachrichten mehr",
  "keine updates mehr",
  "nicht mehr benachrichtigen",
  // French
  "arrêter ces messages",
  "arrête ces messages",
  "arrêtez ces messages",
  "plus de messages",
  "ne plus me prévenir",
  // Spanish
  "dejar de avisarme",
  "no más mensajes",
  "no más avisos",
  "no me avisen más",
  // Italian
  "basta",
  "basta con questi messaggi",
  "basta messaggi",
  "non avvisatemi più",
  // Portuguese
  "parar",
  "parar estas mensagens",
  "não me avisem mais",
  "sem mais mensagens",
  // Dutch
  "stop deze berichten",
  "geen berichten meer",
  "geen updates meer",
  // Japanese
  "お知らせを止める",
  "通知を止めて",
  "お知らせを止めてください",
  "通知停止",
]);
