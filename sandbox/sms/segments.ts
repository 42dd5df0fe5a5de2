const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const EXTENDED = new Set("^{}\\[~]|€\f");

/** Parts a text is billed as: 160 or 153 characters of GSM-7, else 70 or 67 UTF-16 units. An empty text is one. */
export function segmentsOf(body: string): number {
  const characters = [...body];
  if (characters.every((one) => BASIC.has(one) || EXTENDED.has(one))) {
    const septets = characters.reduce((sum, one) => sum + (EXTENDED.has(one) ? 2 : 1), 0);
    return septets <= 160 ? 1 : Math.ceil(septets / 153);
  }
  return body.length <= 70 ? 1 : Math.ceil(body.length / 67);
}
