import {
  type CheckDigit,
  gs1,
  luhn,
  mod7,
  mod37,
  s10,
  ups,
  weighted,
} from "#app/understanding/check-digits.ts";

export interface Carrier {
  name: string;
  /** The carrier's own page of a parcel; `%s` is the number. */
  url: string | null;
}

/**
 * How one carrier writes its numbers: formats and check digits as the carriers document them, gathered by
 * jkeen/tracking_number_data (MIT).
 */
export interface TrackingFormat {
  carrier: CarrierId;
  format: string;
  /** The whole number, compact and in capitals; `serial` and `check` are named where there is a check digit. */
  pattern: RegExp;
  check?: CheckDigit;
  /** Nothing else that a shopper writes looks so; the others need a word beside them that says what they are. */
  isSure: boolean;
}

export const CARRIERS = {
  amazon: { name: "Amazon", url: null },
  canada_post: {
    name: "Canada Post",
    url: "https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor=%s",
  },
  canpar: { name: "Canpar", url: "https://www.canpar.com/en/track/tracking.jsp?reference=%s&locale=en" },
  dhl: { name: "DHL", url: "https://www.dhl.com/en/express/tracking.html?brand=DHL&AWB=%s" },
  dpd: {
    name: "DPD",
    url: "https://www.dpdgroup.com/nl/mydpd/my-parcels/track?lang=en&parcelNumber=%s",
  },
  fedex: { name: "FedEx", url: "https://www.fedex.com/apps/fedextrack/?tracknumbers=%s" },
  gofo: { name: "GOFO", url: "https://www.gofoexpress.com/tracking.html?searchID=%s" },
  landmark: { name: "Landmark Global", url: "https://track.landmarkglobal.com/?search=%s" },
  lasership: { name: "LaserShip", url: null },
  old_dominion: {
    name: "Old Dominion",
    url: "https://www.odfl.com/us/en/tools/trace-track-ltl-freight/trace.html?proNumbers=%s",
  },
  ontrac: { name: "OnTrac", url: "https://www.ontrac.com/tracking/?number=%s" },
  purolator: { name: "Purolator", url: "https://www.purolator.com/en/shipping/tracker?searchValue=%s" },
  s10: { name: "Post", url: null },
  speedee: { name: "Spee-Dee", url: "https://www.speedeedelivery.com/track/?tracking=%s" },
  ups: { name: "UPS", url: "https://wwwapps.ups.com/WebTracking/track?track=yes&trackNums=%s" },
  usps: { name: "USPS", url: "https://tools.usps.com/go/TrackConfirmAction?tLabels=%s" },
  yodel: { name: "Yodel", url: "https://www.yodel.co.uk/tracking/%s" },
  yunexpress: { name: "YunExpress", url: "https://www.yuntrack.com/parcelTracking?id=%s" },
} satisfies Record<string, Carrier>;

export type CarrierId = keyof typeof CARRIERS;

/** National posts that have a page of their own, by the last two letters of an S10 number. */
export const POSTS: Record<string, Carrier> = {
  CA: { ...CARRIERS.canada_post },
  DE: {
    name: "DHL",
    url: "https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?piececode=%s",
  },
  GB: { name: "Royal Mail", url: "https://www.royalmail.com/track-your-item#/tracking-results/%s" },
  US: { ...CARRIERS.usps },
};

// The posts of the Universal Postal Union that issue S10 numbers.
const COUNTRIES =
  "AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FR GA GB GD GE GH GM GN GQ GR GT GW GY HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MK ML MM MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VN VU WS YE ZA ZM ZW";

const row = (carrier: CarrierId, format: string, pattern: RegExp, check?: CheckDigit): TrackingFormat => ({
  carrier,
  format,
  pattern,
  check,
  isSure: true,
});
const toldRow = (...parts: Parameters<typeof row>): TrackingFormat => ({ ...row(...parts), isSure: false });

const fedexLong = weighted([1, 7, 3]);

/** A serial is counted with the letter or number that its label leaves out. */
const after =
  (prefix: string, check: CheckDigit): CheckDigit =>
  (serial, digit) =>
    check(serial.startsWith(prefix) ? serial : prefix + serial, digit);

// Intelligent Mail package barcodes: a mailer id has nine digits where it begins with 9, else six.
const LONG_MAILER = String.raw`9\d{8}(?:\d{11}|\d{7})`;
const SHORT_MAILER = String.raw`[0-8]\d{5}(?:\d{14}|\d{10})`;
const ZIP_OF = (lengths: string) => String.raw`(?:420\d{5}(?=${lengths})|420\d{9}(?=\d{22}$))?`;

export const FORMATS: TrackingFormat[] = [
  row("ups", "ups", /^1Z(?<serial>[A-Z0-9]{15})(?<check>\d)$/, ups),
  toldRow("ups", "UPS Waybill", /^[AHJKTV](?<serial>\d{9})(?<check>\d)$/, ups),
  row(
    "usps",
    "usps_impb_n",
    new RegExp(
      String.raw`^${ZIP_OF(String.raw`(?:\d{22}|\d{26})$`)}(?<serial>94\d{3}(?:${LONG_MAILER}|9\d{23}|${SHORT_MAILER}))(?<check>\d)$`,
    ),
    gs1,
  ),
  row(
    "usps",
    "usps_impb_c",
    new RegExp(
      String.raw`^${ZIP_OF(String.raw`(?:\d{22}|\d{26})$`)}(?<serial>(?:92(?=\d{3}9)|93(?=\d{3}[0-8])|95)\d{3}(?:${LONG_MAILER}|${SHORT_MAILER}))(?<check>\d)$`,
    ),
    gs1,
  ),
  row("usps", "usps_20", /^(?<serial>\d{19})(?<check>\d)$/, gs1),
  row(
    "usps",
    "usps_legacy",
    /^(?:420\d{5}(?:\d{4})?)?(?<serial>(?:91)?\d{19})(?<check>\d)$/,
    after("91", gs1),
  ),
  toldRow("fedex", "fedex_12", /^(?<serial>\d{11})(?<check>\d)$/, weighted([3, 1, 7])),
  toldRow("fedex", "fedex_ground", /^(?<serial>\d{14})(?<check>\d)$/, gs1),
  row("fedex", "fedex_ground_sscc_18", /^0[0124](?<serial>\d{15})(?<check>\d)$/, gs1),
  row("fedex", "fedex_ground_96", /^96\d{5}(?<serial>\d{14})(?<check>\d)$/, gs1),
  row("fedex", "fedex_34", /^[0-8]\d{19}(?<serial>\d{13})(?<check>\d)$/, fedexLong),
  row("fedex", "fedex_ground_gsn", /^96\d{18}(?<serial>\d{13})(?<check>\d)$/, fedexLong),
  row("fedex", "fedex_astra_32", /^3\d{15}(?<serial>\d{11})(?<check>\d)\d{4}$/, weighted([3, 1, 7])),
  toldRow("dhl", "dhl_express", /^(?<serial>\d{9,10})(?<check>\d)$/, mod7),
  row("dhl", "dhl_express_piece_id", /^J(?:JD|VGL)\d{9,10}$/),
  toldRow("dhl", "dhl_express_piece_id", /^J[A-Z]{2,3}\d{9,10}$/),
  row("dhl", "dhl_ecommerce", /^GM\d{16,20}$/),
  toldRow("dhl", "dhl_ecommerce", /^(?:GM|LX|RX|UV|CN|SG|TH|IN|HK|MY)(?=.*\d)[0-9A-Z]{10,39}$/),
  toldRow("dhl", "dhl_ecommerce_14", /^\d{14}$/),
  row(
    "s10",
    "s10",
    new RegExp(`^[A-Z]{2}(?<serial>\\d{8})(?<check>\\d)(?:${COUNTRIES.replaceAll(" ", "|")})$`),
    s10,
  ),
  row("amazon", "amazon_logistics", /^TB[ACM]\d{12}$/),
  toldRow("amazon", "amazon_international", /^[AFC]\d{10}$/),
  toldRow("canada_post", "canada_post", /^(?<serial>\d{15})(?<check>\d)$/, gs1),
  row("canpar", "canpar_22", /^[CDKLSUXZ]\d{21}$/),
  row("dpd", "dpd", /^(?<serial>\d{27})(?<check>[0-9A-Z])$/, mod37),
  row("dpd", "dpd_14", /^(?<serial>\d{14})(?<check>[A-Z])$/, mod37),
  toldRow("dpd", "dpd_14", /^(?<serial>\d{14})(?<check>\d)$/, mod37),
  row("gofo", "gofo_us", /^GFUS\d{14}$/),
  row("landmark", "landmark_global", /^LTN\d{8}N1$/),
  toldRow("lasership", "lasership_lx", /^L[AIEHNX][1-3]\d{7}$/),
  row("lasership", "lasership_1ls7", /^1LS7[12]\d{10}$/),
  row("lasership", "LaserShip 1LS7 (18)", /^1LS7[12]\d{2}01[1234]\d{6}1$/),
  row("lasership", "lasership_1lscx", /^1LSCX[0-9A-Z]{10}$/),
  toldRow("old_dominion", "Old Dominion", /^(?<serial>(?:77[78]|072|780)\d{7})(?<check>\d)$/, luhn),
  toldRow("old_dominion", "Old Dominion Guaranteed Shipment", /^(?<serial>80\d{8})(?<check>\d)$/, luhn),
  row("ontrac", "ontrac_c", /^C(?<serial>\d{13})(?<check>\d)$/, after("4", ups)),
  row("ontrac", "ontrac_d", /^D(?<serial>\d{13})(?<check>\d)$/, after("5", ups)),
  toldRow("purolator", "purolator_numeric", /^(?<serial>[0-5]\d{10})(?<check>\d)$/, luhn),
  toldRow("purolator", "purolator_alpha", /^[A-Z]{3}\d{9}$/),
  row("speedee", "speedee", /^SP\d{18}$/),
  row("yodel", "yodel", /^JJ?D\d{16}$/),
  row("yunexpress", "yunexpress", /^YT\d{16}$/),
];
