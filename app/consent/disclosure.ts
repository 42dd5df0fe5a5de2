import { type OptInChannel, partsFor, RULES_AS_OF } from "#app/consent/disclosure-rules.ts";
import type { ConsentPurpose } from "#app/consent/purposes.ts";
import { languageOf, say } from "#app/words/say.ts";

/** What is put before somebody who is asked to agree, and kept with their yes. */
export interface Disclosure {
  text: string;
  /** Which words these were: whose, for which country, channel, purposes and language. */
  version: string;
}

export interface Asking {
  /** ISO 3166, of the address that is asked; null where it is not known. */
  country: string | null;
  channel: OptInChannel;
  purposes: readonly ConsentPurpose[];
  locale: string;
  /** Texts would leave under a name, to which nobody can reply STOP. */
  isByName?: boolean;
}

/** Of the shop: who asks, how they are reached, and where their rules stand. */
export interface Asker {
  shop: string;
  contact: string;
  terms: string;
  privacy: string;
}

/** The merchant's own way of asking, in place of our first sentence of that purpose. */
export interface OwnWords {
  purpose: ConsentPurpose;
  version: number;
  text: string;
}

/**
 * The words that ask for these purposes: for each the sentence that is agreed to, then what the country's rule wants
 * said once. A merchant changes the first; nobody leaves out the second.
 */
export function disclosure(
  { country, channel, purposes, locale, isByName = false }: Asking,
  asker: Asker,
  own: readonly OwnWords[] = [],
): Disclosure {
  const stop = channel === "email" ? "mail" : isByName ? "link" : "reply";
  const values = { way: channel, stop, ...asker };
  const agreed = purposes.map((purpose) => {
    const words = own.find((one) => one.purpose === purpose);
    return words ? words.text.replaceAll("{shop}", asker.shop) : say(locale, `agree.${purpose}`, values);
  });
  const required = partsFor(country, channel)
    .filter((part) => part !== "agree")
    .map((part) => say(locale, `agree.${part}`, values));
  const whose = own
    .filter(({ purpose }) => purposes.includes(purpose))
    .map(({ purpose, version }) => `${purpose}-${version}`);
  return {
    text: [...agreed, ...required].join(" "),
    version: [
      RULES_AS_OF,
      country ?? "any",
      channel,
      purposes.join("+"),
      languageOf(locale),
      ...(isByName ? ["by-name"] : []),
      ...(whose.length ? [`own:${whose.join("+")}`] : []),
    ].join("/"),
  };
}

/** What is wrong with a merchant's own sentence, in words for them; null where it may be used. */
export function faultOfWords(text: string): string | null {
  if (text.trim().length < 20) return "Say in a whole sentence what they agree to.";
  if (text.length > 400) return "At most 400 characters: what is too long is not read.";
  if (!text.includes("{shop}")) return "Name your shop in it: write {shop} where its name belongs.";
  const strange = /\{(?!shop\})[^}]*\}?/.exec(text);
  if (strange) return `${strange[0]} means nothing here. Only {shop} does.`;
  return null;
}
