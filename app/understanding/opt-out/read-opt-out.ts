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
import { secondOpinion } from "#app/understanding/opt-out/second-opinion.ts";
import { isBareNo, isCancelWord, isStartWord, isStopWord } from "#app/understanding/opt-out/stop-words.ts";

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
 * then sentences in eight languages. Every language is tried: people write English to a French shop. Where a rule is
 * not sure of itself, or none speaks, the second opinion is asked: it can bring a doubt about and settle a rule's own,
 * and never more than that.
 */
export function readOptOut(text: string): OptOut {
  const whole = plainWords(text);
  const said = withoutKeepOn(whole);
  if (!said || said.length > LONGEST || isStartWord(said)) return NOT_ONE;
  if (isStopWord(said)) return { says: "opt-out", by: "stop-word", ...HERE };
  if (isCancelWord(said)) return { says: "doubt", by: "cancel-word", ...HERE };
  if (isBareNo(said)) return { says: "doubt", by: "bare-no", ...HERE };
  const certain = LANGUAGES.filter((rules) => saysSo(said, rules));
  if (certain.length) return { says: "opt-out", by: "sentence", ...scopeOf(said, certain) };
  // Where they ask for the opposite, only what else they say is weighed, and by rule.
  const opinion = said === whole ? opinionOf(text, whole) : NEITHER;
  const likely = opinion > AGAINST ? LANGUAGES.filter((rules) => asksToEnd(said, rules)) : [];
  if (likely.length) return { says: "opt-out", by: "sentence", ...scopeOf(said, likely) };
  const doubtful = opinion > AGAINST ? LANGUAGES.filter((rules) => mayAskToEnd(said, rules)) : [];
  if (doubtful.length || opinion > FOR)
    return { says: "doubt", by: "sentence", ...scopeOf(said, doubtful.length ? doubtful : LANGUAGES) };
  return NOT_ONE;
}

const LANGUAGES = [en, fr, de, es, it, pt, nl, ja];
/** A whole mail about something else may hold any of these words: people who want out say so shortly. */
const LONGEST = 600;
/** Of a longer one, single words prove nothing. */
const SHORT = 90;
/**
 * From here on the second opinion asks for a person by itself: a little before it leans that way, for a promotion that
 * is held costs less than one that was not wanted.
 */
const FOR = -0.5;
/** Below this it settles a rule's doubt: the words only look like it. */
const AGAINST = -1.5;
const NEITHER = (FOR + AGAINST) / 2;
/** One sentence among others must be this clear, for it stands there without what is said around it. */
const CLEARLY = 1;
const HERE = { channels: "here", purposes: "all" } as const;
const NOT_ONE: OptOut = { says: "no", by: null, ...HERE };

/** "Don't stop texting me" asks for the opposite; "why don't you stop" does not. */
const withoutKeepOn = (said: string): string => said.replace(KEEP_ON, "$1").trim() || said;
const KEEP_ON =
  /(^|(?<!\b(?:you|u|yall|they|if|why|wont|it|this|these|that|texts|messages|just)) )(?:(?:please |pls |plz )?(?:dont|do not|never|dont ever) (?:stop|quit|unsubscribe)|(?:ne |n )?arretez pas|hort (?:bitte )?nicht auf|hor (?:bitte )?nicht auf|no (?:dejen|paren) de|non smett\p{L}+ (?:di|mai)|nao (?:parem|deixem) de|stop (?:aub |alsjeblieft )?niet)(?= )/u;

function opinionOf(text: string, whole: string): number {
  const sentences = text
    .split(/[.!?;\n。！？]+/u)
    .map(plainWords)
    .filter(Boolean);
  if (sentences.length < 2) return secondOpinion(whole);
  const clearest = Math.max(...sentences.map(secondOpinion));
  return Math.max(secondOpinion(whole), clearest > CLEARLY ? clearest : Number.NEGATIVE_INFINITY);
}

const saysSo = (said: string, { certain }: OptOutRules): boolean =>
  certain.some((pattern) => pattern.test(said));

const asksToEnd = (said: string, { unlessAbout, about }: OptOutRules): boolean =>
  unlessAbout.some((pattern) => pattern.test(said)) && !about.test(said);

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
