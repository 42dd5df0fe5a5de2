/** Whole lines of a file, up to and with the byte before `end`. */
export interface LineBatch {
  lines: string[];
  /** Bytes from the file's beginning to the end of the last line. */
  end: number;
}

/**
 * Cuts a file's bytes into batches of whole lines, about `batchBytes` each, without holding more than one. `start` is
 * where in the file the bytes begin: at a line's beginning. Line ends are sought in the bytes, for JSON may hold every
 * other sign that readers of text take for one (U+2028). What follows the last line end comes as a line of its own.
 */
export async function* readBatches(
  bytes: AsyncIterable<Uint8Array>,
  { start, batchBytes }: { start: number; batchBytes: number },
): AsyncGenerator<LineBatch> {
  let [parts, held, end]: [Uint8Array[], number, number] = [[], 0, start];
  for await (const part of bytes) {
    parts.push(part);
    held += part.length;
    if (held < batchBytes) continue;
    const text = Buffer.concat(parts);
    const cut = text.lastIndexOf(LINE_END) + 1;
    if (cut > 0) {
      end += cut;
      yield { lines: linesOf(text.subarray(0, cut)), end };
    }
    const rest = text.subarray(cut);
    [parts, held] = [[rest], rest.length];
  }
  const lines = linesOf(Buffer.concat(parts));
  if (lines.length) yield { lines, end: end + held };
}

const LINE_END = 10;

const linesOf = (text: Buffer): string[] => text.toString("utf8").split("\n").filter(Boolean);
