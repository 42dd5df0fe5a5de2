/**
 * Whether somebody says that they are known here by another number or account: "it's me, from a new number". By rule, and
 * only where both are said: "new number" alone may be about a parcel.
 */
export function saysNewContact(text: string): boolean {
  const said = text.normalize("NFKC").toLowerCase().replaceAll("’", "'");
  return said.length <= LONGEST && NEW_CONTACT.some((pattern) => pattern.test(said));
}

const LONGEST = 300;

// Shoes have numbers too in several of these languages, and cases are bought for new phones: hence so narrow.
const NEW_CONTACT: readonly RegExp[] = [
  // English
  /\bmy (?:new|other) (?:phone |cell |mobile )?number\b/u,
  /\b(?:have|got|using) (?:a |an )?(?:new|different|another) (?:phone |cell |mobile )?number\b/u,
  /\b(?:from|this is) (?:a |an |my )?(?:new|different|another|other) (?:number|phone|cell|mobile|account)\b/u,
  /\b(?:changed|lost|switched) my (?:phone |cell |mobile )?number\b/u,
  /\b(?:wrote|texted|messaged|contacted|chatted) (?:to |with )?(?:you )?(?:before |already |earlier )?from (?:my |a |an |the )?(?:old|other|another|different)\b/u,
  // German
  /\b(?:meine|eine) neue (?:nummer|handynummer|telefonnummer|rufnummer)\b|\bvon einer anderen nummer\b/u,
  // French
  /\bnouveau num[ée]ro\b|\bd'un autre num[ée]ro\b|\bchang[ée] de num[ée]ro\b/u,
  // Spanish
  /\bnuevo n[úu]mero\b|\bn[úu]mero nuevo\b|\bdesde otro n[úu]mero\b|\bcambi[ée] de n[úu]mero\b/u,
  // Italian
  /\bnuovo numero\b|\bnumero nuovo\b|\bda un altro numero\b|\bcambiato numero\b/u,
  // Portuguese
  /\bnovo n[úu]mero\b|\bn[úu]mero novo\b|\bde outro n[úu]mero\b|\b(?:mudei|troquei) de n[úu]mero\b/u,
  // Dutch
  /\bnieuw (?:nummer|telefoonnummer)\b|\bvan een ander nummer\b/u,
  // Japanese
  /番号が変わ|番号を変え|新しい(?:電話)?番号|別の(?:電話)?番号から/u,
];
