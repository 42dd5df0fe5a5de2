const BEFORE = 60;
const AFTER = 30;

/**
 * What the words beside a number call it: the nearest before it decides, else what follows it at once. A carrier's
 * name does not make a number theirs where somebody telephones, nor does "parcel" some way off.
 */
export function callsItTracking(text: string, start: number, end: number): boolean {
  const from = Math.max(0, start - BEFORE);
  const before = [...text.slice(from, start).matchAll(WORDS)];
  const nearest = before.at(-1);
  if (nearest) {
    const gap = text.slice(from + nearest.index + nearest[0].length, start);
    return saysSo(nearest, gap) && !(nearest.groups?.carrier && rings(before));
  }
  const [next] = [...text.slice(end, end + AFTER).matchAll(WORDS)];
  return next !== undefined && GLUE.test(text.slice(end, end + next.index)) && saysSo(next, "");
}

const saysSo = ({ groups }: RegExpExecArray, gap: string): boolean =>
  Boolean(groups?.tracking || groups?.carrier || (groups?.thing && GLUE.test(gap)));

const rings = (words: RegExpExecArray[]): boolean => words.some(({ groups }) => groups?.phone !== undefined);

const tracking =
  "track|tracking|tracked|trackingnummer|track ?(?:and|&) ?trace|waybill|awb|consignment|barcode|sendungsnummer|sendungsnr|sendungsverfolgung|paketnummer|suivi|bordereau|seguimiento|rastreo|rastrear|guía|guia|tracciamento|rastreio|rastreamento|zendingsnummer|(?:parcel|package|shipment|delivery) (?:number|code|id|no)";
const thing =
  "shipment|parcel|package|sendung|paket|colis|envío|paquete|spedizione|pacco|pacote|zending|pakket|verzending";
const carrier =
  "amazon|canada post|canpar|dhl|dpd|fedex|gofo|landmark|lasership|old dominion|ontrac|purolator|royal mail|spee-?dee|ups|usps|yodel|yunexpress";
const phone =
  "phone|mobile|cell|cellphone|tel|telephone|call|calls|called|calling|ring|rang|text|texted|sms|whatsapp|telefon|telefonnummer|handy|handynummer|anruf|anrufen|portable|téléphone|appel|appeler|móvil|teléfono|llamar|cellulare|telefono|chiamare|telemóvel|telefone|celular|ligar|telefoon|mobiel|bellen";
const other =
  "order|orders|purchase|po|invoice|bill|code|pin|zip|postcode|card|iban|account|customer|isbn|ean|imei|commande|facture|bestellung|bestellnummer|auftrag|rechnung|kundennummer|pedido|orden|compra|factura|ordine|acquisto|fattura|encomenda|bestelling|factuur";

const words = (list: string): string => String.raw`(?<![\p{L}\d])(?:${list})(?!\p{L})`;
// "Tracking code" is one word here, so that its "code" does not stand nearer.
const KIND = "(?:[ -]?(?:number|code|id|ref|reference|no|nr|nummer))?";

// Japanese has no spaces: its words have no bounds.
const WORDS = new RegExp(
  [
    `(?<tracking>${words(`(?:${tracking})${KIND}`)}|追跡|送り状|伝票)`,
    `(?<thing>${words(`(?:${thing})`)}|荷物)`,
    `(?<carrier>${words(carrier)})`,
    `(?<phone>${words(phone)}|電話)`,
    `(?<other>${words(other)}|注文)`,
  ].join("|"),
  "giu",
);

/** What may stand between a number and the word for it. */
const GLUE =
  /^[\s:(#"']*(?:(?:is|was|it's|its|from|with|by|via|what|my|the|no|nr|n°|ist|von|mit|bei|meine|est|es|de|è|da|é|van|bij|は)[\s.:]*)*$/iu;
