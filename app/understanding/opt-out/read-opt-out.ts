import { de } from "#app/understanding/opt-out/de.ts";
import { en } from "#app/understanding/opt-out/en.ts";
import { es } from "#app/understanding/opt-out/es.ts";
import { fr } from "#app/understanding/opt-out/fr.ts";
import { it } from "#app/understanding/opt-out/it.ts";
import { ja } from "#app/understanding/opt-out/ja.ts";
import { nl } from "#app/understanding/opt-out/nl.ts";
import { plainWords } from "#app/understanding/opt-out/plain-words.ts";
import { pt } from "#app/understanding/opt-out/pt.ts";
import type { OptOutRules } from "#app/understanding/opt-out/rules.ts";
import { isBareNo, isCancelWord, isStopWord } from "#app/understanding/opt-out/stop-words.ts";

export interface OptOut {
  /** `doubt`: it may be one, and a person is to read it. */
  says: "opt-out" | "doubt" | "no";
  /** What kind of words: a single word is weighed against what we asked, a sentence is not. */
  by: "stop-word" | "cancel-word" | "bare-no" | "sentence" | null;
  /** Which channels are meant: the one they wrote on, unless they name another. */
  channels: "here" | "texts" | "emails";
  purposes: "all" | "promotions";
}

/**
 * Whether somebody asks to hear no more, in any reasonable words (47 CFR 64.1200(a)(10)), by rule: whole words first,
 * then sentences in eight languages. Every language is tried: people write English to a French shop.
 */
export function readOptOut(text: string): OptOut {
  const said = plainWords(text);
  if (!said || said.length > LONGEST) return NOT_ONE;
  if (isStopWord(said)) return { says: "opt-out", by: "stop-word", ...HERE };
  if (isCancelWord(said)) return { says: "doubt", by: "cancel-word", ...HERE };
  if (isBareNo(said)) return { says: "doubt", by: "bare-no", ...HERE };
  const certain = LANGUAGES.filter((rules) => asksToEnd(said, rules));
  if (certain.length) return { says: "opt-out", by: "sentence", ...scopeOf(said, certain) };
  const doubtful = LANGUAGES.filter((rules) => mayAskToEnd(said, rules));
  return doubtful.length ? { says: "doubt", by: "sentence", ...scopeOf(said, doubtful) } : NOT_ONE;
}

const LANGUAGES = [en, fr, de, es, it, pt, nl, ja];
/** A whole mail about something else may hold any of these words: people who want out say so shortly. */
const LONGEST = 600;
/** Of a longer one, single words prove nothing. */
const SHORT = 90;
const HERE = { channels: "here", purposes: "all" } as const;
const NOT_ONE: OptOut = { says: "no", by: null, ...HERE };

const asksToEnd = (said: string, { certain, unlessAbout, about }: OptOutRules): boolean =>
  certain.some((pattern) => pattern.test(said)) ||
  (unlessAbout.some((pattern) => pattern.test(said)) && !about.test(said));

function mayAskToEnd(said: string, { doubt, loose, about, ending, writing }: OptOutRules): boolean {
  if (doubt.some((pattern) => pattern.test(said))) return true;
  if (about.test(said)) return false;
  if (loose.some((pattern) => pattern.test(said))) return true;
  return said.length <= SHORT && ending.test(said) && writing.test(said);
}

function scopeOf(said: string, rules: OptOutRules[]): Pick<OptOut, "channels" | "purposes"> {
  const speaksOf = (what: "promotions" | "emails" | "texts") => rules.some((rule) => rule[what].test(said));
  const [emails, texts] = [speaksOf("emails"), speaksOf("texts")];
  return {
    channels: emails === texts ? "here" : emails ? "emails" : "texts",
    purposes: speaksOf("promotions") ? "promotions" : "all",
  };
}
