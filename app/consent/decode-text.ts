/** Bytes of the longest sign in UTF-8, and more than any mark of an encoding has. */
const LONGEST_SIGN = 4;

/**
 * The text of a file as it comes: UTF-16 with its mark, UTF-8, else Windows-1252, as which Excel saves a CSV file in Western
 * Europe. The first sign beyond ASCII tells the last two apart, wherever it stands: a letter with an accent in the one is
 * none in the other, and a letter that a program has cut in half further down spoils itself alone.
 */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let isStart = true;
  /** From the first sign beyond ASCII on, as long as there is too little of it to say what it is. */
  let held: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    const bytes = held.length ? joined(held, chunk) : chunk;
    const plain = decoder ? 0 : lengthInAscii(bytes);
    if (plain) yield new TextDecoder().decode(bytes.subarray(0, plain));
    isStart &&= plain === 0;
    held = bytes.subarray(plain);
    if (!decoder && held.length < LONGEST_SIGN) continue;
    decoder ??= decoderOf(held, isStart);
    yield decoder.decode(held, { stream: true });
    held = new Uint8Array();
  }
  yield (decoder ?? decoderOf(held, isStart)).decode(held);
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function lengthInAscii(bytes: Uint8Array): number {
  const beyond = bytes.findIndex((byte) => byte >= 0x80);
  return beyond < 0 ? bytes.length : beyond;
}

function decoderOf(bytes: Uint8Array, isStart: boolean): TextDecoder {
  const mark = isStart && bytes.length > 1 ? (bytes[0]! << 8) | bytes[1]! : 0;
  if (mark === 0xfffe) return new TextDecoder("utf-16le");
  if (mark === 0xfeff) return new TextDecoder("utf-16be");
  return new TextDecoder(beginsInUtf8(bytes) ? "utf-8" : "windows-1252");
}

function beginsInUtf8(bytes: Uint8Array): boolean {
  const [first = 0] = bytes;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, length));
    return true;
  } catch {
    return false;
  }
}
