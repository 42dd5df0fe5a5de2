/** What a text costs at the carrier: it is sent, and paid for, by segments. */
export interface Segments {
  segments: number;
  /** Septets of GSM-7, else UTF-16 units. */
  length: number;
  /** How much fits into as many segments as it takes. */
  room: number;
  encoding: "gsm-7" | "ucs-2";
}

/**
 * Segments of a text (3GPP TS 23.038, 23.040): 160 septets where it fits into one and every sign is in GSM-7, else 153
 * each; one foreign sign makes it 70 or 67 UTF-16 units. From a toll-free number it is 152 and 66: its segments are
 * joined by a longer header. Neither an escaped sign nor a surrogate pair is cut in two, so the end of a segment may
 * stay empty.
 */
export function countSegments(text: string, sender: SenderKind = "number"): Segments {
  if (EACH_A_SEPTET.test(text)) return countPlain(text.length, ROOM["gsm-7"][sender]);
  const { sizes, encoding } = measure(text);
  const [alone, each] = ROOM[encoding][sender];
  const length = sizes.reduce((sum, size) => sum + size, 0);
  const segments = length <= alone ? 1 : cut(sizes, each);
  return { segments, length, room: segments === 1 ? alone : segments * each, encoding };
}

/** Most texts: each sign is a septet, and may end a segment. Counted at every send, so without a look at each. */
const EACH_A_SEPTET = /^[A-Za-z0-9 \r\n@$_!"#%&'()*+,./:;<=>?-]*$/;

function countPlain(length: number, [alone, each]: [alone: number, each: number]): Segments {
  const segments = length <= alone ? 1 : Math.ceil(length / each);
  return { segments, length, room: segments === 1 ? alone : segments * each, encoding: "gsm-7" };
}

export type SenderKind = "number" | "toll-free";

/** North America's toll-free prefixes. */
export const senderKind = (sender: string): SenderKind =>
  /^\+1(800|833|844|855|866|877|888)\d{7}$/.test(sender) ? "toll-free" : "number";

const ROOM: Record<Segments["encoding"], Record<SenderKind, [alone: number, each: number]>> = {
  "gsm-7": { number: [160, 153], "toll-free": [160, 152] },
  "ucs-2": { number: [70, 67], "toll-free": [70, 66] },
};

function measure(text: string): { sizes: number[]; encoding: Segments["encoding"] } {
  const signs = [...text];
  const isGsm = signs.every((sign) => BASIC.has(sign) || EXTENDED.has(sign));
  const sizes = signs.map((sign) => (isGsm ? (EXTENDED.has(sign) ? 2 : 1) : sign.length));
  return { sizes, encoding: isGsm ? "gsm-7" : "ucs-2" };
}

function cut(sizes: number[], each: number): number {
  let [segments, used] = [1, 0];
  for (const size of sizes) {
    if (used + size > each) [segments, used] = [segments + 1, 0];
    used += size;
  }
  return segments;
}

const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const EXTENDED = new Set("^{}\\[~]|€\f");
