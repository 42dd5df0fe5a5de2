import { bareWords } from "#app/understanding/bare-words.ts";

/** Whether a whole text is a plain yes, in the languages we ask in. It says yes to nothing unless something was asked. */
export const isYes = (text: string): boolean => YES.has(bareWords(text));

const YES = new Set(["yes", "y", "yes please", "ja", "oui", "si", "sí", "sì", "sim", "はい"]);
