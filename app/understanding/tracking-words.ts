const BEFORE = 60;
const AFTER = 30;

/**
 * What the words beside a number call it: the nearest before it decides, else the first after it. A carrier's name
 * does not make a number theirs where somebody telephones.
 */
export function callsItTracking(text: string, start: number, end: number): boolean {
  const before = [...text.slice(Math.max(0, start - BEFORE), start).matchAll(WORDS)];
  const nearest = before.at(-1)?.groups;
  if (nearest) return nearest.tracking !== undefined || (nearest.carrier !== undefined && !rings(before));
  const next = [...text.slice(end, end + AFTER).matchAll(WORDS)][0]?.groups;
  return next !== undefined && next.other === undefined && next.phone === undefined;
}

const rings = (words: RegExpExecArray[]): boolean => words.some(({ groups }) => groups?.phone !== undefined);

const tracking =
  "track|tracking|tracked|trackingnummer|track ?(?:and|&) ?trace|waybill|awb|consignment|shipment|parcel|package|barcode|sendung|sendungsnummer|sendungsnr|sendungsverfolgung|paket|paketnummer|suivi|colis|bordereau|seguimiento|rastreo|rastrear|guía|guia|envío|paquete|tracciamento|spedizione|pacco|rastreio|rastreamento|rastrear|pacote|zending|zendingsnummer|pakket|verzending";
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
    `(?<tracking>${words(`(?:${tracking})${KIND}`)}|追跡|送り状|伝票|荷物)`,
    `(?<carrier>${words(carrier)})`,
    `(?<phone>${words(phone)}|電話)`,
    `(?<other>${words(other)}|注文)`,
  ].join("|"),
  "giu",
);
