import { z } from "zod";
import { BUSINESS_TYPES, POSITIONS } from "#app/channels/business-kinds.ts";

const said = (missing: string) => z.string().trim().min(1, missing);
const phone = (whose: string) =>
  z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, `${whose} begins with + and the country code, like +1 without spaces.`);

const Everybody = {
  name: said("The legal name is missing: as it stands on the letter of the tax authority."),
  street: said("The street is missing."),
  city: said("The city is missing."),
  region: said("The state or province is missing."),
  postalCode: said("The postal code is missing."),
  country: z.string().regex(/^[A-Z]{2}$/, "The country is two letters, like US."),
  website: z.url({ protocol: /^https$/, error: "The website must begin with https://." }),
  firstName: said("The contact's first name is missing."),
  lastName: said("The contact's last name is missing."),
  email: z.email("The contact's email address is not right."),
  phone: phone("The contact's phone"),
  notify: z.email("The address that Twilio writes to is not right."),
  /** Of the parent account, where this is a sub-account that cannot look it up. */
  primarySid: z
    .string()
    .regex(/^(BU[0-9a-f]{32})?$/i, "A primary profile's SID is BU and 32 characters.")
    .default(""),
  /** One that Twilio has approved already; empty where ours is to be made of these answers. */
  profileSid: z.string().default(""),
};

const Company = z.object({
  brand: z.enum(["low-volume", "standard"]),
  ...Everybody,
  type: z.enum(BUSINESS_TYPES, "Choose what kind of business it is."),
  taxIdKind: z.enum(["EIN", "CBN", "CN", "ACN", "CIN", "VAT", "VATRN", "RN", "Other"]),
  taxId: said("The tax number is missing (in the United States, the EIN)."),
  title: said("The contact's job title is missing."),
  position: z.enum(POSITIONS),
  stockExchange: z.string().trim().default(""),
  stockTicker: z.string().trim().default(""),
});

const SoleProprietor = z.object({
  brand: z.literal("sole-proprietor"),
  ...Everybody,
  country: z.enum(
    ["US", "CA"],
    "Without a tax number only people in the United States and Canada can register.",
  ),
  /** Twilio texts it once; who answers YES is who registers. */
  mobile: phone("The mobile number that Twilio texts for proof"),
});

/** What the merchant says of their business: the fields of the form, by name. */
export const TenDlcAnswers = z
  .discriminatedUnion("brand", [Company, SoleProprietor], "Choose how you register.")
  .superRefine((answers, { addIssue }) => {
    if (answers.brand === "sole-proprietor" || answers.country !== "US" || answers.taxIdKind !== "EIN")
      return;
    if (!/^\d{2}-?\d{7}$/.test(answers.taxId))
      addIssue({ code: "custom", path: ["taxId"], message: "An EIN has nine digits, like 12-3456789." });
  });
export type TenDlcAnswers = z.infer<typeof TenDlcAnswers>;

/** A brand that is approved already and was chosen in place of answers: only a campaign is made for it. */
const KnownBrand = z.object({
  brand: z.literal("known"),
  sid: z.string(),
  name: z.string(),
  kind: z.enum(["low-volume", "standard", "sole-proprietor"]),
});
export type KnownBrand = z.infer<typeof KnownBrand>;

/** What is approved in a Twilio account, to be chosen from. */
export interface Approved {
  brands: Omit<KnownBrand, "brand">[];
  profiles: { sid: string; name: string; kind: "company" | "sole-proprietor" }[];
}

/** What the networks review: whom is texted, how they agreed, and what is said to them. */
export const Campaign = z.object({
  description: z.string(),
  flow: z.string(),
  samples: z.array(z.string()),
  optInKeywords: z.array(z.string()),
  optInMessage: z.string(),
  optOutMessage: z.string(),
  helpMessage: z.string(),
  privacyUrl: z.string(),
  termsUrl: z.string(),
});
export type Campaign = z.infer<typeof Campaign>;

/** Refused by ourselves: Twilio lets nobody make a primary profile but in its console. */
export const NO_PRIMARY = "no-primary-profile";

const Rejection = z.object({
  code: z.string().nullable(),
  /** In Twilio's words. */
  because: z.string(),
  fields: z.array(z.string()),
});
export type Rejection = z.infer<typeof Rejection>;

/** Sealed with the registration: all that is known of it. */
export const TenDlcFacts = z.object({
  answers: z.union([TenDlcAnswers, KnownBrand]),
  campaign: Campaign,
  /** By step: what the provider made, and of which words (ten-dlc-step.server.ts). */
  made: z.record(z.string(), z.object({ sid: z.string(), of: z.string() })),
  /** The step that was begun and of which nobody knows how it ended, and since when. */
  trying: z.object({ step: z.string(), at: z.string() }).nullable(),
  rejections: z.array(Rejection),
  /** Nothing that the merchant changes makes it acceptable. */
  isFinal: z.boolean(),
  /** What networks allow, once they said so. */
  pace: z.object({ attAMinute: z.number().nullable(), tMobileTier: z.string().nullable() }).nullable(),
});
export type TenDlcFacts = z.infer<typeof TenDlcFacts>;

export const freshFacts = (answers: TenDlcFacts["answers"], campaign: Campaign): TenDlcFacts => ({
  ...{ answers, campaign, trying: null, rejections: [], isFinal: false, pace: null },
  made: answers.brand === "known" ? { brand: { sid: answers.sid, of: "chosen" } } : {},
});

/** Of whoever registers the business anew. */
export function businessIn({ answers }: Pick<TenDlcFacts, "answers">): TenDlcAnswers {
  if (answers.brand === "known") throw new Error("a brand that is there already needs no business");
  return answers;
}

/** The faults of a form in words, each once; null where there is none. */
export function faultsOf({ error }: z.ZodSafeParseResult<unknown>): string | null {
  return error ? [...new Set(error.issues.map(({ message }) => message))].join(" ") : null;
}
