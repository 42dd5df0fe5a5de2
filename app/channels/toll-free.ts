import { z } from "zod";

/** What Twilio asks of a business before a toll-free number may text the United States and Canada. */
export const TollFreeAnswers = z.object({
  BusinessName: z.string().min(1, "The business's legal name is missing."),
  BusinessWebsite: z.url("The website must begin with https://."),
  NotificationEmail: z.email("The email address is not right."),
  BusinessStreetAddress: z.string().min(1, "The street is missing."),
  BusinessCity: z.string().min(1, "The city is missing."),
  BusinessStateProvinceRegion: z.string().min(1, "The state or province is missing."),
  BusinessPostalCode: z.string().min(1, "The postal code is missing."),
  BusinessCountry: z.string().regex(/^[A-Z]{2}$/, "The country is two letters, like US."),
  BusinessContactFirstName: z.string().min(1, "The contact's first name is missing."),
  BusinessContactLastName: z.string().min(1, "The contact's last name is missing."),
  BusinessContactEmail: z.email("The contact's email address is not right."),
  BusinessContactPhone: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, "The contact's phone begins with + and the country code."),
  BusinessType: z.enum(["PRIVATE_PROFIT", "PUBLIC_PROFIT", "SOLE_PROPRIETOR", "NON_PROFIT", "GOVERNMENT"]),
  BusinessRegistrationNumber: z
    .string()
    .min(1, "The registration number (in the United States, the EIN) is missing."),
  BusinessRegistrationAuthority: z.string().min(1, "Who registered the business is missing."),
  BusinessRegistrationCountry: z.string().regex(/^[A-Z]{2}$/, "The country is two letters, like US."),
  MessageVolume: z.enum(["10", "100", "1,000", "10,000", "100,000"]),
  OptInImageUrls: z.url("Where shoppers agree to texts must be a public address that begins with https://."),
  PrivacyPolicyUrl: z.url("The privacy policy's address must begin with https://."),
  TermsAndConditionsUrl: z.url("The terms' address must begin with https://."),
});
export type TollFreeAnswers = z.infer<typeof TollFreeAnswers>;

/** What is the same for every shop that texts by Threadline: said for the reviewer, who reads it. */
export const tollFreeUse = (shop: string) => ({
  UseCaseCategories: "CUSTOMER_CARE",
  UseCaseSummary: `Customers of ${shop} write to its number about their orders and are answered; those who agreed at checkout or in the storefront get news of their deliveries.`,
  ProductionMessageSample: `${shop}: order #1001 is on its way, expected Friday. Reply STOP to get no more texts, HELP for help.`,
  OptInType: "WEB_FORM",
  OptInConfirmationMessage: `${shop}: you will get texts about your orders. Msg & data rates may apply. Reply HELP for help, STOP to opt out.`,
  HelpMessageSample: `${shop}: reply to this text with your question and we answer. Reply STOP to opt out.`,
});

/** Kept with the account: how far it is, by Twilio's own states. */
export const Verified = z.object({
  sid: z.string(),
  status: z.enum(["PENDING_REVIEW", "IN_REVIEW", "TWILIO_APPROVED", "TWILIO_REJECTED"]),
  code: z.string().nullable(),
  reason: z.string().nullable(),
  mayEdit: z.boolean(),
  checkedAt: z.string(),
});
export type Verified = z.infer<typeof Verified>;

export const isOver = ({ status }: Verified): boolean =>
  status === "TWILIO_APPROVED" || status === "TWILIO_REJECTED";

const MEANWHILE = "Chat and email work meanwhile.";

/** How far it is and what is to be done, for the merchant. */
export function sayVerified({ status, code, reason, mayEdit }: Verified): string {
  if (status === "TWILIO_APPROVED") return "Verified: this number may text the United States and Canada.";
  if (status !== "TWILIO_REJECTED") return `With Twilio for review, which takes some days. ${MEANWHILE}`;
  const change = (code && CHANGES[code]) || "Change what it names.";
  return `Rejected: ${reason ?? `code ${code}`}. ${mayEdit ? `${change} Then send it again.` : "Twilio lets nobody edit it: ask Twilio's support."} ${MEANWHILE}`;
}

/** What to change, by the codes of rejections that a shop can mend (twilio.com/docs/api/errors). */
const CHANGES: Record<string, string> = {
  "30511": "Say word for word how shoppers agree when they do so by voice.",
  "30513": "Say beside the tick box that they agree to texts from your shop, apart from your terms.",
  "30543": "Give the address of the live page where shoppers agree, not a picture of it.",
  "30836": "Give an address that opens without a password and leads straight to where shoppers agree.",
  "30841": "Say beside the tick box that they agree to texts from your shop, apart from your terms.",
};
