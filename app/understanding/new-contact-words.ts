/**
 * Whether somebody says that they are known here by another number or account: "it's me, from a new number". By rule, and
 * only where both are said: "new number" alone may be about a parcel.
 */
export function saysNewContact(text: string): boolean {
  const said = text.normalize("NFKC").toLowerCase().replaceAll("’", "'");
  return said.length <= LONGEST && NEW_CONTACT.some((pattern) => pattern.test(said));
}

const LONGEST = 300;

const NEW_CONTACT: readonly RegExp[] = [
  // English
  /\bmy (?:new|other) (?:number|phone|cell|mobile|account|whatsapp)\b/u,
  /\b(?:from|on|have|got|using|with|this is) (?:a |an )?(?:new|different|another) (?:number|phone|cell|mobile|account)\b/u,
  /\b(?:changed|lost|switched) my (?:number|phone|cell|mobile)\b/u,
  /\b(?:wrote|texted|messaged|contacted|chatted) (?:to |with )?(?:you )?(?:before |already |earlier )?(?:from|on|with|by) (?:my |a |an |the )?(?:old|other|another|different)\b/u,
  // German
  /\b(?:meine neue|eine neue|neuer|andere[rn]?) (?:nummer|handynummer|telefonnummer|rufnummer|handy)\b/u,
  /\bneues handy\b/u,
  // French
  /\b(?:nouveau|autre) (?:num[ée]ro|t[ée]l[ée]phone|portable)\b|\bchang[ée] de num[ée]ro\b/u,
  // Spanish
  /\b(?:nuevo|otro) (?:n[úu]mero|tel[ée]fono|m[óo]vil|celular)\b|\b(?:n[úu]mero|tel[ée]fono) nuevo\b|\bcambi[ée] de n[úu]mero\b/u,
  // Italian
  /\b(?:nuovo|altro) (?:numero|telefono|cellulare)\b|\bnumero nuovo\b|\bcambiato numero\b/u,
  // Portuguese
  /\b(?:novo|outro) (?:n[úu]mero|telefone|telem[óo]vel|celular)\b|\bn[úu]mero novo\b|\b(?:mudei|troquei) de n[úu]mero\b/u,
  // Dutch
  /\b(?:nieuw|ander) (?:nummer|telefoonnummer|mobiel)\b/u,
  // Japanese
  /番号が変わ|番号を変え|新しい(?:電話)?番号|別の(?:電話)?番号/u,
];
