/**
 * Parts a text is billed as, by writing them: each part is 140 bytes (1,120 bits), of which a part of several gives some
 * to the header that joins them (3GPP TS 23.040, 9.2.3.24). A sign of several units is not torn apart. Toll-free
 * numbers' parts are joined by a header of 7 bytes instead of 6 (152 septets or 66 units). An empty text is one part.
 */
export function segmentsOf(body: string, from = ""): number {
  return partsOf(body, from).length;
}

export function partsOf(body: string, from = ""): string[] {
  const unit = isGsm7(body) ? 7 : 16;
  const alone = write(body, unit, PART_BITS);
  if (alone.length === 1) return alone;
  return write(body, unit, PART_BITS - 8 * (isTollFree(from) ? 7 : 6));
}

const PART_BITS = 140 * 8;

function write(body: string, unit: 7 | 16, room: number): string[] {
  const parts = [""];
  let free = room;
  for (const sign of body) {
    const bits = unit === 7 ? (ESCAPED.has(sign.codePointAt(0)!) ? 14 : 7) : sign.length * 16;
    if (bits > free) {
      parts.push("");
      free = room;
    }
    free -= bits;
    parts[parts.length - 1] += sign;
  }
  return parts;
}

const isTollFree = (number: string) => /^\+1(800|833|844|855|866|877|888)\d{7}$/.test(number);

/** The default alphabet by Unicode's own list of it (GSM0338.TXT), here as code points. */
function isGsm7(body: string): boolean {
  for (const sign of body) {
    const point = sign.codePointAt(0)!;
    if (!ESCAPED.has(point) && !SINGLE.has(point) && !isPlain(point)) return false;
  }
  return true;
}

/** ASCII that stands in the default alphabet under its own or another place: not ` nor what is escaped. */
const isPlain = (point: number) =>
  (point >= 0x20 && point <= 0x5a) ||
  point === 0x5f ||
  (point >= 0x61 && point <= 0x7a) ||
  point === 0x0a ||
  point === 0x0d;

const SINGLE = new Set([
  0xa1, 0xa3, 0xa4, 0xa5, 0xa7, 0xbf, 0xc4, 0xc5, 0xc6, 0xc7, 0xc9, 0xd1, 0xd6, 0xd8, 0xdc, 0xdf, 0xe0, 0xe4,
  0xe5, 0xe6, 0xe8, 0xe9, 0xec, 0xf1, 0xf2, 0xf6, 0xf8, 0xf9, 0xfc, 0x393, 0x394, 0x398, 0x39b, 0x39e, 0x3a0,
  0x3a3, 0x3a6, 0x3a8, 0x3a9,
]);
const ESCAPED = new Set([0x0c, 0x5b, 0x5c, 0x5d, 0x5e, 0x7b, 0x7c, 0x7d, 0x7e, 0x20ac]);
