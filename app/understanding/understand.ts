import { bareOrderNumber, findOrderNumbers } from "#app/understanding/order-numbers.ts";
import {
  findMistypedNumber,
  findTrackingNumbers,
  type TrackingNumber,
} from "#app/understanding/tracking-number.ts";

export type Intent = "order-status" | "person" | "greeting" | "thanks" | "unknown";

export interface Understood {
  intent: Intent;
  /** As written. */
  orderNumbers: string[];
  /** Of parcels; none of them is in `orderNumbers`. */
  trackingNumbers: TrackingNumber[];
  /** Meant for a parcel's number, but not a right one of any carrier's; null where another number was understood. */
  mistypedNumber: string | null;
  /** "my last order" and the like. */
  wantsLatest: boolean;
  /** Six digits that stand alone: an answer to "what is the code?". */
  code: string | null;
  /** A number of an option we offered (texts have no buttons): 1 is the first. */
  option: number | null;
  /** The language of the words that were understood, where they tell it. */
  language: string | null;
}

/**
 * What a message says, by rules alone: pure, in microseconds, in eight languages. When nothing is certain it says
 * `unknown`, and a person reads it; it never guesses.
 */
export function understand(text: string): Understood {
  const said = text.normalize("NFKC").toLowerCase();
  const trackingNumbers = findTrackingNumbers(text);
  const orderNumbers = orderNumbersOf(text, trackingNumbers);
  const mistypedNumber = orderNumbers.length ? null : findMistypedNumber(text);
  const parcels = [...trackingNumbers.map(({ value }) => value), mistypedNumber ?? []].flat();
  return {
    intent: intentOf(said, orderNumbers, parcels),
    orderNumbers,
    trackingNumbers,
    mistypedNumber,
    wantsLatest: LATEST.test(said),
    code: /(?<!\d)(\d{3})[\s-]?(\d{3})(?!\d)/.exec(said)?.slice(1).join("") ?? null,
    option: /^\s*([1-9])\s*[.)]?\s*$/.exec(said) ? Number(said.trim()[0]) : null,
    language: statusLanguage(said),
  };
}

function orderNumbersOf(text: string, parcels: TrackingNumber[]): string[] {
  const isParcel = (at: { start: number; end: number }) =>
    parcels.some(({ start, end }) => at.start < end && at.end > start);
  const named = findOrderNumbers(text).filter((number) => !isParcel(number));
  const bare = parcels.length || named.length ? null : bareOrderNumber(text);
  return bare ? [bare] : named.map(({ value }) => value);
}

function intentOf(said: string, orders: string[], parcels: string[]): Intent {
  // A way to a person always comes first, whatever else is asked.
  if (PERSON.test(said)) return "person";
  if (NOT_STATUS.test(said)) return "unknown";
  if (statusLanguage(said)) return "order-status";
  if (LATEST.test(said)) return "order-status";
  const most = parcels.length ? 6 : 3;
  const numbers = [...orders, ...parcels];
  if (numbers.length && wordsBeside(said, numbers) <= most) return "order-status";
  if (GREETING.test(said)) return "greeting";
  return THANKS.test(said) ? "thanks" : "unknown";
}

/**
 * How much is said besides the numbers: a number and next to nothing asks for its status, and a parcel's number is
 * good for nothing else ("my tracking number is …").
 */
function wordsBeside(said: string, numbers: string[]): number {
  const rest = numbers.reduce((left, number) => left.replace(number.toLowerCase(), " "), said);
  return rest.split(/\s+/).filter(Boolean).length;
}

/** The language in which somebody asks for their order's status, or null where nobody does. */
function statusLanguage(said: string): string | null {
  return STATUS.find(({ pattern }) => pattern.test(said))?.language ?? null;
}

const PERSON =
  /\b(?:(?:real |live |actual )?(?:person|human|agent|representative|someone|somebody|operator|advisor|staff)\b(?! (?:else )?(?:ordered|bought))|speak to|talk to|customer (?:service|support)|mitarbeiter|mensch(?:en)?|jemand(?:em|en)? sprechen|berater|conseiller|une personne|un humain|parler [àa]|persona|agente|asesor|operatore|operador|pessoa|atendente|medewerker|een mens|iemand spreken)\b|担当者|オペレーター|人と話/u;

/** What changes an order or complains of one goes to a person, also where it names the order. */
const NOT_STATUS =
  /\b(?:cancel\w*|refund\w*|return(?:s|ed|ing)?|exchang\w*|swap\w*|chang(?:e|ing)|edit\w*|modify\w*|remov\w*|address|wrong|broken|damaged|defect(?:ive)?|missing|invoices?|bills?|discount|coupon|warranty|options?|usually|plac(?:e|ing) (?:my|an) order|to (?:place|order)|stolen|(?:is|says|marked|shows)(?: as)? delivered but|delivered but|never (?:came|arrived|received)|stornier\w*|rückgabe|zurückgeben|umtausch\w*|erstatt\w*|kaputt|beschädigt|annuler|rembours\w*|retour(?:ner)?|échang\w*|cass[ée]e?|cancelar|reembolso|devol\w+|cambiar|roto|annull\w*|rimbors\w*|reso|rotto|trocar|quebrad\w*|annuleren|terugsturen|kapot)\b|キャンセル|返品|交換|返金/u;

const STATUS: { language: string; pattern: RegExp }[] = [
  {
    language: "en",
    pattern:
      /\bwhere(?:'s| is| are|s)?\b.{0,30}\b(?:order|package|parcel|stuff|delivery|shipment|item|items|purchase|it)\b/u,
  },
  {
    language: "en",
    pattern:
      /\b(?:order|delivery|shipping|shipment|package|parcel)\b.{0,24}\b(?:status|update|arrive[ds]?|arriving|come|coming|shipped|track(?:ing)?|late|delayed|here|eta)\b/u,
  },
  {
    language: "en",
    pattern:
      /\b(?:status|track(?:ing)?|eta|update|news)\b.{0,30}\b(?:order|package|parcel|delivery|shipment|purchase)\b/u,
  },
  {
    language: "en",
    pattern: /\bwhen\b.{0,30}\b(?:arrive|deliver(?:ed|y)?|get|receive|come|ship(?:ped)?)\b/u,
  },
  {
    language: "en",
    pattern:
      /\b(?:has|have|did|is|was)\b.{0,24}\b(?:order|package|parcel|delivery|it)\b.{0,20}\b(?:ship(?:ped)?|sent|left|deliver(?:ed)?|arrived?|on its way)\b/u,
  },
  {
    language: "en",
    pattern:
      /\b(?:wismo|track my|haven'?t (?:received|got|gotten)|not (?:yet )?(?:received|arrived)|still waiting|hasn'?t (?:arrived|come|shipped))\b/u,
  },
  {
    language: "de",
    pattern:
      /\bwo (?:ist|bleibt|sind)\b|\bwann kommt\b|\bsendungs(?:status|verfolgung)\b|\bbestellstatus\b|\bstatus (?:meiner|der) bestellung\b|\blieferstatus\b/u,
  },
  {
    language: "fr",
    pattern:
      /\bo[ùu] (?:est|en est|sont)\b|\bquand (?:arrive|vais|sera)\b|\bsuivi\b|\bstatut de (?:ma|la) commande\b/u,
  },
  {
    language: "es",
    pattern:
      /\bd[óo]nde est[áa]\b|\bcu[áa]ndo (?:llega|recibo|llegar[áa])\b|\bestado de mi pedido\b|\bseguimiento\b/u,
  },
  {
    language: "it",
    pattern:
      /\bdov[' ]?[èe]\b|\bquando arriva\b|\bstato del(?:l'|la|lo)? ?(?:mio )?ordine\b|\btracciamento\b/u,
  },
  {
    language: "pt",
    pattern: /\bonde est[áa]\b|\bquando chega\b|\bstatus do (?:meu )?pedido\b|\brastre(?:io|ar|amento)\b/u,
  },
  {
    language: "nl",
    pattern: /\bwaar (?:is|blijft)\b|\bwanneer komt\b|\bstatus van (?:mijn|de) bestelling\b/u,
  },
  { language: "ja", pattern: /どこ(?:です|に|$)|いつ届|届いて(?:い)?ない|配送状況|注文状況|追跡/u },
];

const LATEST =
  /\b(?:(?:my |the )?(?:last|latest|most recent|newest) (?:order|purchase|one)|letzte[rn]? bestellung|derni[èe]re commande|[úu]ltimo pedido|ultimo ordine|laatste bestelling)\b|最新の注文|最後の注文/u;

const GREETING =
  /^\W*(?:get started|hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)|moin|servus|bonjour|salut|bonsoir|hola|buen[ao]s (?:d[íi]as|tardes|noches)|ciao|buongiorno|buonasera|ol[áa]|bom dia|boa (?:tarde|noite)|goedemorgen|goedendag|こんにちは|こんばんは|おはよう\S*)(?: there| all)?\W*$/u;

const THANKS =
  /^\W*(?:ok(?:ay)?[,. ]*)?(?:(?:many )?thanks?(?: you| a lot| so much| very much)*|thx|ty|cheers|great|perfect|got it|danke(?: schön| sehr)?|merci(?: beaucoup)?|(?:muchas )?gracias|grazie(?: mille)?|(?:muito )?obrigad[oa]|(?:dank je|bedankt|dank u)(?: wel)?|ありがとう\S*)\W*$/u;
