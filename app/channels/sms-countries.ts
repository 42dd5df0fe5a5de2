/** What is known of texting the phones of one country. Where something could not be confirmed it says so, never a guess. */
export interface SmsCountry {
  country: string;
  /** Whether a number of a provider's there can be answered by the shopper. */
  replies: "yes" | "no" | "unconfirmed";
  /** A name in place of a number, which nobody can answer. */
  named: "no" | "yes" | "registered" | "unconfirmed";
  /** What must be done before a text of a business arrives there, in a sentence for the merchant. */
  registration: string | null;
  /** Kinds of numbers that can be had for it, one behind another; null where that is not known. */
  numbers: ("long" | "toll-free" | "short")[] | null;
  /** Pictures: as MMS, or as a link in the text. */
  pictures: "mms" | "link";
  price: ListPrice | null;
  sources: (keyof typeof SOURCES)[];
}

/** A provider's price of one segment as it was published, without taxes. */
export interface ListPrice {
  /** Decimal, of one segment without the networks' own fees. */
  base: string;
  /** What networks add for a segment, the least and the most; null where that is not known. */
  fees: { least: string; most: string } | null;
  currency: string;
  asOf: string;
  source: keyof typeof SOURCES;
}

/** Where each fact is from, and the day it was last read there. A table older than a year should be read again. */
export const SOURCES = {
  "aws-countries": {
    name: "AWS, supported countries and regions for SMS (sender IDs, two-way)",
    url: "https://docs.aws.amazon.com/sns/latest/dg/sns-supported-regions-countries.html",
    asOf: "2026-11-21",
  },
  "aws-registration": {
    name: "AWS, sender ID registration by country",
    url: "https://docs.aws.amazon.com/sms-voice/latest/userguide/registrations-country.html",
    asOf: "2026-11-21",
  },
  "aws-spain": {
    name: "AWS, Spain registration (CNMC alias registry, blocked without from 15 September 2026)",
    url: "https://docs.aws.amazon.com/end-user-messaging/latest/userguide/nx-country-reg-es.html",
    asOf: "2026-11-21",
  },
  "twilio-10dlc": {
    name: "Twilio, shutdown of unregistered 10DLC messaging",
    url: "https://support.twilio.com/hc/en-us/articles/1260803965530",
    asOf: "2026-11-21",
  },
  "twilio-tollfree": {
    name: "Twilio, toll-free verification resource",
    url: "https://www.twilio.com/docs/messaging/api/tollfree-verification-resource",
    asOf: "2026-11-21",
  },
  "twilio-international": {
    name: "Twilio, sending SMS internationally (MMS in the United States and Canada, links elsewhere)",
    url: "https://www.twilio.com/docs/messaging/guides/sending-international-sms-guide",
    asOf: "2026-11-21",
  },
  "twilio-italy": {
    name: "Twilio, SMS guidelines for Italy (AGCOM resolution 42/13/CIR)",
    url: "https://www.twilio.com/en/guidelines/it/sms",
    asOf: "2026-11-21",
  },
  "telnyx-international": {
    name: "Telnyx, international SMS compliance guide",
    url: "https://developers.telnyx.com/docs/messaging/messages/international-sms-compliance",
    asOf: "2026-11-21",
  },
  "twilio-numbers": {
    name: "Twilio, differences between long codes, short codes and toll-free numbers for the US and Canada",
    url: "https://support.twilio.com/hc/en-us/articles/360038173654",
    asOf: "2026-11-22",
  },
  "twilio-limits": {
    name: "Twilio, rate limits and message queues (1 a second from a long code, 100 from a short code, 10 outside +1)",
    url: "https://support.twilio.com/hc/en-us/articles/115002943027",
    asOf: "2026-11-22",
  },
  "twilio-tollfree-pace": {
    name: "Twilio, toll-free SMS and MMS messaging throughput (3 a second, 10 outside +1)",
    url: "https://support.twilio.com/hc/en-us/articles/4411046744987",
    asOf: "2026-11-22",
  },
  "twilio-10dlc-pace": {
    name: "Twilio, message throughput and trust scores for A2P 10DLC, second hand (Aircall, JustCall)",
    url: "https://support.aircall.io/en-gb/articles/10375354774557",
    asOf: "2026-11-22",
  },
  "twilio-guidelines": {
    name: "Twilio's guidelines by country, second hand (PolyAI, number availability)",
    url: "https://docs.poly.ai/sms/number-availability",
    asOf: "2026-11-22",
  },
  "us-prices": {
    name: "Twilio's list price of April 2026 (hivebook.wiki) and carrier fees of May 2026 (Volt), both second hand",
    url: "https://help.textvolt.com/articles/7310656083-carrier-fee-snapshot-by-carrier-2026",
    asOf: "2026-05-26",
  },
} as const;

const US_PRICE: ListPrice = {
  base: "0.0083",
  fees: { least: "0.0035", most: "0.0045" },
  currency: "USD",
  asOf: "2026-05-26",
  source: "us-prices",
};

const REGISTER_NAME = "A sender name must be registered before it is used.";

const US: SmsCountry = {
  country: "US",
  replies: "yes",
  named: "no",
  registration:
    "A local number needs a registered brand and campaign (A2P 10DLC), a toll-free number a verification. Texts of others are blocked.",
  numbers: ["long", "toll-free", "short"],
  pictures: "mms",
  price: US_PRICE,
  sources: ["twilio-10dlc", "twilio-tollfree", "twilio-numbers", "aws-countries", "twilio-international"],
};

const CANADA: SmsCountry = {
  country: "CA",
  replies: "yes",
  named: "no",
  registration: "A toll-free number needs a verification.",
  numbers: ["long", "toll-free", "short"],
  pictures: "mms",
  price: null,
  sources: ["twilio-tollfree", "twilio-numbers", "aws-countries", "twilio-international"],
};

/** Both ways by number, names as they are: what most of Europe has in common. */
const twoWay = (country: string, more: Partial<SmsCountry> = {}): SmsCountry => ({
  country,
  replies: "yes",
  named: "yes",
  registration: null,
  numbers: null,
  pictures: "link",
  price: null,
  ...more,
  sources: ["aws-countries", "twilio-international", ...(more.sources ?? [])],
});

const nameRegistered = (source: keyof typeof SOURCES) => ({
  named: "registered" as const,
  registration: REGISTER_NAME,
  sources: [source],
});

const LONG_CODES = { numbers: ["long" as const, "short" as const], sources: ["twilio-guidelines" as const] };

const TABLE: SmsCountry[] = [
  US,
  CANADA,
  twoWay("GB", {
    ...LONG_CODES,
    registration: "Registering a sender name is advised.",
    sources: ["telnyx-international", "twilio-guidelines"],
  }),
  twoWay("IE", nameRegistered("aws-registration")),
  twoWay("DE", LONG_CODES),
  twoWay("AT", nameRegistered("aws-registration")),
  twoWay("CH"),
  twoWay("FR"),
  twoWay("ES", nameRegistered("aws-spain")),
  twoWay("IT", nameRegistered("twilio-italy")),
  twoWay("PT"),
  twoWay("NL"),
  twoWay("BE", { named: "no" }),
  twoWay("JP", { named: "no" }),
  twoWay("AU", nameRegistered("aws-registration")),
  twoWay("NZ", { named: "no" }),
  twoWay("BR", { named: "no" }),
  twoWay("MX", { named: "no" }),
  twoWay("AR", { named: "no" }),
  twoWay("SE"),
  twoWay("NO"),
  twoWay("DK"),
  twoWay("FI", nameRegistered("aws-registration")),
  twoWay("PL"),
  twoWay("IN", {
    // AWS says that they can reply; that it holds for other providers could not be confirmed.
    replies: "unconfirmed",
    named: "registered",
    registration: "Sender, texts and consent must be registered on India's DLT platform.",
    sources: ["telnyx-international"],
  }),
];

const BY_COUNTRY = new Map(TABLE.map((one) => [one.country, one]));

export const smsCountries = (): readonly SmsCountry[] => TABLE;

/** By ISO 3166 code; null for a country that nothing is known of, and then nothing is claimed of it. */
export const smsCountry = (country: string | null | undefined): SmsCountry | null =>
  BY_COUNTRY.get(country ?? "") ?? null;
