import type { Campaign, TenDlcAnswers, TenDlcFacts } from "#app/channels/ten-dlc.ts";

/**
 * Which policy a bundle at Twilio's TrustHub is judged by. They are Twilio's own and the same for every account
 * (twilio.com/docs/messaging/compliance/a2p-10dlc/onboarding-isv-api, and -sole-prop-new).
 */
export const PRIMARY_POLICY = "RN6433641899984f951173ef1738c3bdd0";
const COMPANY = {
  profile: "RNdfbf3fae0e1107f8aded0e7cead80bf5",
  bundle: "RNb0d4771c2c98518d916a3d4cd70a8f8b",
};
const SOLE = { profile: "RN806dd6cd175f314e1f96a9727ee271f4", bundle: "RN670d5d2e282a6130ae063b234b6019c8" };

export const policiesOf = ({ brand }: TenDlcAnswers) => (brand === "sole-proprietor" ? SOLE : COMPANY);

/** Whose profile a policy judges; null of what is no secondary profile. */
export const kindOfPolicy = (policy: string): "company" | "sole-proprietor" | null =>
  policy === COMPANY.profile ? "company" : policy === SOLE.profile ? "sole-proprietor" : null;

interface Person {
  type: string;
  attributes: Record<string, string>;
}

/** Who the business is. */
export function businessOf(answers: TenDlcAnswers): Person {
  if (answers.brand === "sole-proprietor")
    return {
      type: "starter_customer_profile_information",
      attributes: {
        first_name: answers.firstName,
        last_name: answers.lastName,
        email: answers.email,
        phone_number: answers.phone,
      },
    };
  return {
    type: "customer_profile_business_information",
    attributes: {
      business_name: answers.name,
      business_identity: "direct_customer",
      business_type: answers.type,
      business_industry: "ONLINE",
      business_registration_identifier: answers.taxIdKind,
      business_registration_number: answers.taxId,
      business_regions_of_operation: "USA_AND_CANADA",
      website_url: answers.website,
      social_media_profile_urls: "",
    },
  };
}

/** Who speaks for it; null where the business is one person. */
export const representativeOf = (answers: TenDlcAnswers): Person | null =>
  answers.brand === "sole-proprietor"
    ? null
    : {
        type: "authorized_representative_1",
        attributes: {
          first_name: answers.firstName,
          last_name: answers.lastName,
          email: answers.email,
          phone_number: answers.phone,
          business_title: answers.title,
          job_position: answers.position,
        },
      };

/** What the networks' registry wants beyond that. */
export function messagingOf(answers: TenDlcAnswers): Person {
  if (answers.brand === "sole-proprietor")
    return {
      type: "sole_proprietor_information",
      attributes: { brand_name: answers.name, vertical: "RETAIL", mobile_phone_number: answers.mobile },
    };
  const { stockExchange, stockTicker } = answers;
  const isListed = stockTicker !== "";
  return {
    type: "us_a2p_messaging_profile_information",
    attributes: {
      company_type: isListed
        ? "public"
        : answers.type === "Non-profit Corporation"
          ? "non_profit"
          : "private",
      ...(isListed && {
        stock_exchange: stockExchange,
        stock_ticker: stockTicker,
        brand_contact_email: answers.email,
      }),
    },
  };
}

export const addressOf = (answers: TenDlcAnswers) => ({
  CustomerName: answers.name,
  Street: answers.street,
  City: answers.city,
  Region: answers.region,
  PostalCode: answers.postalCode,
});

/** Low volume is a standard brand without the dear vetting (Twilio, "Low-Volume Standard"). */
export const brandOf = ({ brand }: TenDlcAnswers): Record<string, string> =>
  brand === "sole-proprietor"
    ? { BrandType: "SOLE_PROPRIETOR" }
    : { BrandType: "STANDARD", SkipAutomaticSecVet: String(brand === "low-volume") };

const USE = { "low-volume": "LOW_VOLUME", standard: "MIXED", "sole-proprietor": "SOLE_PROPRIETOR" };

/** Twilio's own keywords: it answers them itself, and its reviewers want to read them. */
const STOPS = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"];

/** What may be changed once it was made: all of it must be sent again (Twilio, "Update a Usa2p resource"). */
export const changedCampaign = (campaign: Campaign) => ({
  Description: campaign.description,
  MessageFlow: campaign.flow,
  MessageSamples: campaign.samples,
  HasEmbeddedLinks: "true",
  HasEmbeddedPhone: "false",
  AgeGated: "false",
  DirectLending: "false",
  PrivacyPolicyUrl: campaign.privacyUrl,
  TermsAndConditionsUrl: campaign.termsUrl,
});

export const newCampaign = (answers: TenDlcFacts["answers"], campaign: Campaign) => ({
  ...changedCampaign(campaign),
  UsAppToPersonUsecase: USE[answers.brand === "known" ? answers.kind : answers.brand],
  OptInKeywords: campaign.optInKeywords,
  ...(campaign.optInKeywords.length > 0 && { OptInMessage: campaign.optInMessage }),
  OptOutKeywords: STOPS,
  OptOutMessage: campaign.optOutMessage,
  HelpKeywords: ["HELP", "INFO"],
  HelpMessage: campaign.helpMessage,
});
