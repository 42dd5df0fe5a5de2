import { isPromotion, type ConsentPurpose } from "#app/consent/purposes.ts";

/** By what somebody is asked to agree to be written to; the Meta inboxes have their own way of asking. */
export type OptInChannel = "sms" | "whatsapp" | "email";
export const OPT_IN_CHANNELS = ["sms", "whatsapp", "email"] as const satisfies OptInChannel[];

/** A sentence that the words shown must hold. `agree` may be put in the merchant's own words; the others are ours. */
export type Part = "agree" | "condition" | "frequency" | "rates" | "stop" | "withdraw" | "who" | "links";

interface Rule {
  countries: readonly string[];
  parts: Record<"sms" | "email", readonly Part[]>;
  /** A yes counts only once it was said again from the address itself. */
  confirms: "promotions" | "cart-texts";
  /** A yes to promotions by text that was given to a person counts only once the number itself has said it, too. */
  confirmsTold: boolean;
  /** Where this stands. */
  source: string;
}

/** When the rules below were last read against their sources; part of every version of the words. */
export const RULES_AS_OF = "2026-11-21";

const EUROPE =
  "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO CH GB".split(
    " ",
  );

/**
 * What the words of an opt-in must say, by the country of the address. WhatsApp is asked for as texts are. Shops, not
 * we, answer for their consent: these are the parts that the sources name, no legal advice.
 */
export const DISCLOSURE_RULES: readonly Rule[] = [
  {
    countries: ["US", "PR", "VI", "GU", "AS", "MP"],
    parts: {
      sms: ["agree", "condition", "frequency", "rates", "stop", "links"],
      email: ["agree", "who", "stop", "links"],
    },
    confirms: "cart-texts",
    // Written and signed (47 CFR 64.1200(f)(9)): a yes by voice is neither, an answer by text is both.
    confirmsTold: true,
    source:
      "47 CFR 64.1200(f)(9) (written consent, no condition of purchase); CTIA Messaging Principles 5.1; Twilio errors 30540, 30545, 30841 (name, frequency, rates, HELP, STOP, terms, privacy); 15 U.S.C. 7704 (email)",
  },
  {
    countries: ["CA"],
    parts: {
      sms: ["agree", "who", "withdraw", "frequency", "rates", "stop", "links"],
      email: ["agree", "who", "withdraw", "stop", "links"],
    },
    confirms: "cart-texts",
    // Who sends must prove it (CASL s. 13), and a note of one's own staff proves little of a word by voice.
    confirmsTold: true,
    source: "CASL s. 6 and 10, SOR/2012-36 s. 4 (who asks, how to reach them, that it can be withdrawn)",
  },
  {
    countries: EUROPE,
    parts: {
      sms: ["agree", "who", "withdraw", "stop", "links"],
      email: ["agree", "who", "withdraw", "stop", "links"],
    },
    confirms: "promotions",
    confirmsTold: true,
    source:
      "Directive 2002/58/EC art. 13; GDPR art. 4(11), 7; PECR reg. 22; UWG § 7 (proof by double opt-in: BGH I ZR 164/09), taken for all of Europe as the narrowest",
  },
  {
    countries: ["AU", "NZ"],
    parts: {
      sms: ["agree", "who", "stop", "links"],
      email: ["agree", "who", "stop", "links"],
    },
    confirms: "cart-texts",
    confirmsTold: false,
    source: "Spam Act 2003 (Cth) s. 16-18; Unsolicited Electronic Messages Act 2007 (NZ) s. 9-11",
  },
  {
    countries: ["JP"],
    parts: {
      sms: ["agree", "who", "withdraw", "rates", "stop", "links"],
      email: ["agree", "who", "withdraw", "stop", "links"],
    },
    confirms: "promotions",
    confirmsTold: true,
    source: "Act on Regulation of Transmission of Specified Electronic Mail, art. 3 and 4",
  },
];

/** For a country that has no rule here, or none that is known: all that any of them asks (R23's way: the narrowest). */
const STRICTEST: Rule = {
  countries: [],
  parts: {
    sms: ["agree", "who", "condition", "withdraw", "frequency", "rates", "stop", "links"],
    email: ["agree", "who", "condition", "withdraw", "stop", "links"],
  },
  confirms: "promotions",
  confirmsTold: true,
  source: "the strictest of the rules above",
};

export const ruleFor = (country: string | null): Rule =>
  DISCLOSURE_RULES.find(({ countries }) => country !== null && countries.includes(country)) ?? STRICTEST;

export const partsFor = (country: string | null, channel: OptInChannel): readonly Part[] =>
  ruleFor(country).parts[channel === "email" ? "email" : "sms"];

/**
 * Whether a yes must be said twice. Cart texts must everywhere: the carriers' rule for abandoned carts names no
 * country (R25).
 */
export function mustConfirm(country: string | null, channel: OptInChannel, purpose: ConsentPurpose): boolean {
  if (purpose === "cart-reminders" && channel !== "email") return true;
  return isPromotion(purpose) && ruleFor(country).confirms === "promotions";
}

/** The same of a yes that a member of staff was told; a mail is confirmed where any yes by mail is. */
export const mustConfirmTold = (
  country: string | null,
  channel: OptInChannel,
  purpose: ConsentPurpose,
): boolean =>
  mustConfirm(country, channel, purpose) ||
  (channel !== "email" && isPromotion(purpose) && ruleFor(country).confirmsTold);
