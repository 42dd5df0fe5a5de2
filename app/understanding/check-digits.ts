/** Whether a check digit fits the serial before it. Serials are compact and in capitals. */
export type CheckDigit = (serial: string, check: string) => boolean;

/** GS1's, on most labels: three and one in turn from the right, up to the next ten. */
export const gs1: CheckDigit = (serial, check) =>
  upToTen([...serial].reverse().map(Number), 3, 1) === Number(check);

/** UPS's, where a letter counts too (A is 2, B is 3, and so on round the ten): one and two in turn from the left. */
export const ups: CheckDigit = (serial, check) => upToTen([...serial].map(digitOf), 1, 2) === Number(check);

const digitOf = (character: string): number =>
  /\d/.test(character) ? Number(character) : (character.charCodeAt(0) - 3) % 10;

function upToTen(digits: number[], even: number, odd: number): number {
  const sum = digits.reduce((total, digit, index) => total + digit * (index % 2 ? odd : even), 0);
  return (10 - (sum % 10)) % 10;
}

/** FedEx: weights repeat from the left; the sum modulo 11, where 10 is written 0. */
export function weighted(weights: number[]): CheckDigit {
  return (serial, check) => (weigh(serial, weights) % 11) % 10 === Number(check);
}

/** Air waybills: the serial modulo 7. */
export const mod7: CheckDigit = (serial, check) => Number(serial) % 7 === Number(check);

export const luhn: CheckDigit = (serial, check) => {
  const sum = [...serial].reverse().reduce((total, character, index) => {
    const doubled = Number(character) * (index % 2 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return (10 - (sum % 10)) % 10 === Number(check);
};

/** UPU standard S10, the barcode of every national post. */
export const s10: CheckDigit = (serial, check) => {
  const rest = 11 - (weigh(serial, [8, 6, 4, 2, 3, 5, 9, 7]) % 11);
  return (rest === 10 ? 0 : rest === 11 ? 5 : rest) === Number(check);
};

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** ISO 7064, MOD 37,36: DPD's. */
export const mod37: CheckDigit = (serial, check) => {
  const left = [...serial].reduce((carried, character) => {
    const sum = (carried + ALPHABET.indexOf(character)) % 36 || 36;
    return (sum * 2) % 37;
  }, 36);
  return ALPHABET[(37 - left) % 36] === check;
};

const weigh = (serial: string, weights: number[]): number =>
  [...serial].reduce(
    (total, character, index) => total + Number(character) * weights[index % weights.length]!,
    0,
  );
