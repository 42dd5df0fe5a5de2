import { toBuffer, toString as toText } from "qrcode";

/**
 * What a telephone's camera opens: a text to our number with the word already in it (RFC 5724). The ampersand is for
 * older iPhones, which take the body after that alone.
 */
export const joinLink = (number: string, word: string): string =>
  `sms:${number}?&body=${encodeURIComponent(word)}`;

/** As a drawing, for print of any size; the margin of four modules is what readers need around it (ISO/IEC 18004). */
export const joinCodeSvg = (number: string, word: string): Promise<string> =>
  toText(joinLink(number, word), { type: "svg", errorCorrectionLevel: "M", margin: 4 });

/** As a picture of 1,024 pixels, for screens. */
export const joinCodePng = (number: string, word: string): Promise<Buffer> =>
  toBuffer(joinLink(number, word), { type: "png", errorCorrectionLevel: "M", margin: 4, width: 1_024 });
