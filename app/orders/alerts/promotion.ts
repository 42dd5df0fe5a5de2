/** Why a text is no mere news of a parcel, and what in it says so. */
export interface Promotion {
  what: "words" | "code" | "link";
  found: string;
}

/**
 * What makes a text an advertisement. An alert goes out without consent to marketing because it only tells of what was
 * bought (47 CFR 64.1200(f)(1); reliability R26): one promotional sentence would make all of it marketing. Words and
 * codes are looked for in all our languages at once, links by where they lead. Null where there is nothing.
 */
export function findPromotion(text: string, { ownHosts }: { ownHosts: readonly string[] }): Promotion | null {
  const link = foreignLink(text, ownHosts);
  if (link) return { what: "link", found: link };
  const plain = text.normalize("NFKC").replaceAll("’", "'").toLowerCase();
  const words = WORDS.exec(plain)?.[0] ?? CUT.exec(plain)?.[0];
  if (words) return { what: "words", found: words.trim() };
  const code = CODE.exec(text.replace(LINK, " "))?.[0];
  return code ? { what: "code", found: code } : null;
}

/** For the merchant, in words. */
export function sayPromotion({ what, found }: Promotion): string {
  if (what === "link")
    return `“${found}” leads away from your shop. An alert may link to the parcel's own page only: use {{ link }}.`;
  if (what === "code")
    return `“${found}” looks like a discount code. Alerts go out without consent to marketing, so they must not advertise.`;
  return `“${found}” advertises. Alerts go out without consent to marketing, so they may only tell of the parcel.`;
}

const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"']+/gi;
const BARE_LINK =
  /\b(?:[a-z0-9-]+\.)+(?:com|net|org|io|co|shop|store|me|ly|link|app|info|biz|eu|de|fr|es|it|pt|nl|jp|uk|ca)(?:\/\S*)?(?=\s|$|[,;!?)])/gi;

function foreignLink(text: string, ownHosts: readonly string[]): string | null {
  const whole = text.match(LINK) ?? [];
  const bare = text.replace(LINK, " ").match(BARE_LINK) ?? [];
  return [...whole, ...bare].find((link) => !isOwn(link, ownHosts)) ?? null;
}

function isOwn(link: string, ownHosts: readonly string[]): boolean {
  const address = /^https?:/i.test(link) ? link : `https://${link}`;
  if (!URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return ownHosts.some((host) => hostname === host);
}

/** A price cut: "20 % off", "€5 Rabatt", "-15%". A percentage has no place in news of a parcel. */
const CUT = /\d+(?:[.,]\d+)?\s?[%％]|[-−]\s?\d+\s?(?:€|\$|£|¥|円)/u;

/** Letters and digits in capitals, as codes are written: SAVE10, WELCOME-15, 20OFF. */
const CODE = /\b(?=[A-Z0-9-]*\d)[A-Z]{4,}-?\d{1,4}\b|\b\d{1,3}OFF\b/;

const LATIN = [
  "on sale",
  "(?:summer|winter|spring|flash|clearance|black friday|big|our|the) sale",
  "sale ends",
  "black friday",
  "cyber monday",
  "discounts?",
  "coupons?",
  "promo(?:tion|tions|tional)?(?: codes?)?",
  "vouchers?",
  "special offers?",
  "offer ends",
  "limited offer",
  "exclusive offer",
  "deals",
  "free shipping",
  "free gifts?",
  "gift cards?",
  "shop now",
  "buy (?:now|more|one|again)",
  "order again",
  "save (?:up to|big|now)",
  "you may also like",
  "new arrivals?",
  "new collection",
  "loyalty points",
  "refer a friend",
  "reward points",
  "use code",
  "last chance",
  // German
  "rabatte?",
  "rabattcodes?",
  "gutscheine?",
  "gutscheincodes?",
  "angebote?",
  "sonderangebote?",
  "sonderaktion",
  "ausverkauf",
  "schlussverkauf",
  "jetzt (?:kaufen|shoppen|bestellen|sichern)",
  "kostenloser versand",
  "neue kollektion",
  "sparen sie",
  "spar(?:e|t) jetzt",
  "newsletter",
  // French
  "soldes?",
  "(?:une|de|des|vos) remises?",
  "réductions?",
  "bons? de réduction",
  "codes? promo",
  "offres? (?:spéciales?|exclusives?)",
  "promotions?",
  "livraison gratuite",
  "livraison offerte",
  "achetez",
  "profitez",
  "nouvelle collection",
  "économisez",
  // Spanish
  "rebajas?",
  "descuentos?",
  "cupon(?:es)?",
  "cupón",
  "ofertas?",
  "envío gratis",
  "compra(?:r)? ahora",
  "compra ya",
  "nueva colección",
  "ahorra",
  "promoci(?:ón|ones)",
  // Italian
  "saldi",
  "sconti?",
  "buoni? sconto",
  "codici? sconto",
  "offert[ae]",
  "promozion[ei]",
  "spedizione gratuita",
  "acquista",
  "nuova collezione",
  "risparmia",
  // Portuguese
  "saldos",
  "descontos?",
  "cup(?:om|ão|ons|ões)",
  "ofertas?",
  "promoç(?:ão|ões)",
  "frete grátis",
  "portes grátis",
  "compre (?:já|agora)",
  "nova coleção",
  "poupe",
  "economize",
  // Dutch
  "uitverkoop",
  "korting(?:en)?",
  "kortingscodes?",
  "aanbieding(?:en)?",
  "actiecodes?",
  "gratis verzending",
  "koop nu",
  "shop nu",
  "nieuwe collectie",
  "bespaar",
];
const JAPANESE = [
  "セール",
  "割引",
  "クーポン",
  "値引き",
  "特典",
  "キャンペーン",
  "お買い得",
  "送料無料",
  "今すぐ購入",
  "プレゼント",
  "ポイント進呈",
  "新商品",
];
const WORDS = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${LATIN.join("|")})(?![\\p{L}\\p{N}])|${JAPANESE.join("|")}`,
  "u",
);
