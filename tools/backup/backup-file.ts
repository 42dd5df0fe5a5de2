// A backup is one gzip file (`zcat` shows all of it): a header of JSON, padded to a known size so that it can be
// written last, and after it the tables in the header's order, each as COPY's text and the line `\.`.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { pipeline as pipelined } from "node:stream/promises";
import { createGunzip, createGzip, gzipSync } from "node:zlib";
import type { Sequence } from "./tables.ts";

export interface Section {
  table: string;
  columns: string[];
  rows: number;
}

export interface Header {
  format: "threadline backup";
  version: 1;
  takenAt: string;
  migrations: string[];
  sections: Section[];
  sequences: Sequence[];
  /** SHA-256 of all that follows the header and of the header itself without this. */
  checksum: string;
}

export const END_OF_SECTION = Buffer.from("\\.\n");
const HEADER_BYTES = 60_000;

/** In words for whoever runs the command: nothing was changed. */
export class Refused extends Error {
  override name = "Refused";
}

/** Writes `body`, then the header that it made; the file appears under its name only when it is whole. */
export async function writeBackup(
  path: string,
  body: AsyncIterable<Buffer>,
  header: () => Omit<Header, "checksum">,
): Promise<void> {
  const part = `${path}.part`;
  const file = await open(part, "w", 0o600);
  try {
    const room = headerMember("");
    await file.appendFile(room);
    const hash = createHash("sha256");
    const hashed = async function* () {
      for await (const bytes of body) {
        hash.update(bytes);
        yield bytes;
      }
    };
    const keep = async (pieces: AsyncIterable<Buffer>) => {
      for await (const piece of pieces) await file.appendFile(piece);
    };
    await pipelined(Readable.from(hashed(), { objectMode: false }), createGzip({ level: 4 }), keep);
    const said = header();
    const checksum = hash.update(JSON.stringify(said)).digest("hex");
    await file.write(headerMember(JSON.stringify({ ...said, checksum })), 0, room.length, 0);
    await file.sync();
    await file.close();
    await rename(part, path);
  } catch (error) {
    await file.close();
    await rm(part, { force: true });
    throw error;
  }
}

/** Uncompressed inside its gzip member, so that its size does not hang on what it says. */
function headerMember(json: string): Buffer {
  const bytes = Buffer.from(json);
  if (bytes.length >= HEADER_BYTES) throw new Error("the header of this backup is too long");
  return gzipSync(Buffer.concat([bytes, Buffer.alloc(HEADER_BYTES - bytes.length - 1, " "), LINE]), {
    level: 0,
  });
}

const LINE = Buffer.from("\n");

export interface OpenedBackup {
  header: Header;
  /** COPY's text of the next section. Read each to its end, in the header's order. */
  nextSection(): AsyncGenerator<Buffer>;
  close(): void;
}

/** Opens a backup whose every byte has been checked. Throws `Refused` for a damaged one, before anything is restored. */
export async function openBackup(path: string): Promise<OpenedBackup> {
  await checkBackup(path);
  return readBackup(path);
}

async function checkBackup(path: string): Promise<void> {
  try {
    const { header, everything } = await readBackup(path);
    const { checksum, ...said } = header;
    const hash = createHash("sha256");
    for await (const bytes of everything()) hash.update(bytes);
    if (hash.update(JSON.stringify(said)).digest("hex") !== checksum)
      throw new Refused("its checksum does not fit what it holds");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refused(`${path} is no whole backup of Threadline: ${why}. Nothing was changed.`);
  }
}

async function readBackup(path: string): Promise<OpenedBackup & { everything(): AsyncGenerator<Buffer> }> {
  const bytes = createGunzip();
  // The reader of `bytes` is told of whatever breaks before it.
  pipeline(createReadStream(path), bytes, () => undefined);
  const pieces = bytes[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest: Buffer = Buffer.alloc(0);
  const more = async () => {
    const { value, done } = await pieces.next();
    if (!done) rest = Buffer.concat([rest, value]);
    return !done;
  };
  while (rest.length < HEADER_BYTES) if (!(await more())) throw new Refused("it breaks off in its header");
  const header = headerOf(rest.subarray(0, HEADER_BYTES).toString());
  rest = rest.subarray(HEADER_BYTES);
  return {
    header,
    async *nextSection() {
      // As if a line had ended before it: then also an empty section is found by its last line.
      rest = Buffer.concat([LINE, rest]);
      let from = 1;
      for (;;) {
        const end = rest.indexOf(LAST_LINE);
        if (end >= 0) {
          yield rest.subarray(from, end + 1);
          rest = rest.subarray(end + LAST_LINE.length);
          return;
        }
        const safe = rest.length - LAST_LINE.length + 1;
        if (safe > from) {
          yield rest.subarray(from, safe);
          rest = rest.subarray(safe);
          from = 0;
        }
        if (!(await more())) throw new Refused("it breaks off in a table");
      }
    },
    async *everything() {
      do {
        yield rest;
        rest = Buffer.alloc(0);
      } while (await more());
    },
    close: () => void bytes.destroy(),
  };
}

const LAST_LINE = Buffer.concat([LINE, END_OF_SECTION]);

function headerOf(text: string): Header {
  const header = JSON.parse(text) as Header;
  if (header.format !== "threadline backup") throw new Refused("its header is not ours");
  if (header.version !== 1) throw new Refused(`this program does not know its version ${header.version}`);
  return header;
}
