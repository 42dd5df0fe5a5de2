import { isNumber } from "#app/customers/contact-kind.ts";

/** A number that is written in two ways: which of them stands for both, and how the other is made of it. */
interface DoubleForm {
  /** The form that does not stand for both, with what is kept of it. */
  other: RegExp;
  key: string;
  /** The form that stands for both. */
  canonical: RegExp;
  back: string;
}

/**
 * Brazil put a 9 before every mobile number from 2012 to 2016 (Anatel, Resolução 553/2010); older address books, and
 * WhatsApp for most area codes, still write eight digits, which begin with 6 to 9 for mobiles. Mexico's mobiles were
 * called from abroad with a 1 after +52 until August 2019 (IFT). Argentina's are called from abroad with a 9 after +54,
 * and many leave it out; area code and number have ten digits together, given to one mobile or one fixed line.
 */
const DOUBLE_FORMS: DoubleForm[] = [
  {
    other: /^\+55(\d\d)([6-9]\d{7})$/,
    key: "+55$19$2",
    canonical: /^\+55(\d\d)9([6-9]\d{7})$/,
    back: "+55$1$2",
  },
  { other: /^\+521(\d{10})$/, key: "+52$1", canonical: /^\+52(\d{10})$/, back: "+521$1" },
  { other: /^\+549(\d{10})$/, key: "+54$1", canonical: /^\+54(\d{10})$/, back: "+549$1" },
];

/**
 * What two spellings of one contact point have in common; the value itself for all but the numbers above. Kept beside
 * each contact point by the database (column `matchKey`), which has the same rule in its own words.
 */
export const matchKey = (kind: string, value: string): string => (isNumber(kind) ? numberKey(value) : value);

/** The form of a number (E.164) that stands for all its forms. */
export function numberKey(number: string): string {
  const double = DOUBLE_FORMS.find(({ other }) => other.test(number));
  return double ? number.replace(double.other, double.key) : number;
}

/** Every form in which this number may be written: what was given, what stands for it, and the other. */
export function formsOf(number: string): string[] {
  const key = numberKey(number);
  const double = DOUBLE_FORMS.find(({ canonical }) => canonical.test(key));
  return [...new Set([number, key, ...(double ? [key.replace(double.canonical, double.back)] : [])])];
}

export const isSameNumber = (one: string, other: string): boolean => numberKey(one) === numberKey(other);
