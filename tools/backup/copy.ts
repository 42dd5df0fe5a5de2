import { once } from "node:events";
import { type Duplex, Readable } from "node:stream";
import type pg from "pg";

/** What `pg` gives a query of COPY to speak with: its own types leave these out. */
interface Wire {
  stream: Duplex;
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

/** PostgreSQL sends a message a row; the next stream is spared so many small pieces. */
const PIECE_BYTES = 64 * 1024;

/** The bytes of a `copy … to stdout`, as fast as they are read: where the reader waits, the server waits. */
export function copyOut(client: pg.Client, statement: string): Readable {
  let wire: Wire | null = null;
  let rows: Buffer[] = [];
  let size = 0;
  const bytes = new Readable({
    highWaterMark: 4 * PIECE_BYTES,
    read: () => void wire?.stream.resume(),
    destroy(error, done) {
      wire?.stream.resume();
      done(error);
    },
  });
  const pass = () => {
    if (size && !bytes.push(Buffer.concat(rows, size))) wire!.stream.pause();
    rows = [];
    size = 0;
  };
  ask(client, {
    submit(opened) {
      wire = opened;
      wire.query(statement);
    },
    handleCopyData({ chunk }) {
      // A copy: the parser writes over its buffer with what comes next.
      rows.push(Buffer.from(chunk));
      size += chunk.length;
      if (size >= PIECE_BYTES) pass();
    },
    handleCommandComplete: pass,
    handleReadyForQuery: () => void bytes.push(null),
    handleError: (error) => void bytes.destroy(error),
  });
  return bytes;
}

/** Feeds a `copy … from stdin`; resolves with the rows that were stored. Throws where the server refuses one. */
export function copyIn(client: pg.Client, statement: string, bytes: AsyncIterable<Buffer>): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    let isOver = false;
    let broken: Error | null = null;
    ask(client, {
      submit: (wire) => wire.query(statement),
      handleCopyInResponse(wire) {
        feed(wire, bytes, () => isOver).catch((error: Error) => {
          broken = error;
          wire.sendCopyFail("what was read broke off");
        });
      },
      handleCommandComplete: ({ text }) => (rows = Number(text.split(" ")[1])),
      handleReadyForQuery: () => resolve(rows),
      handleError(error) {
        isOver = true;
        reject(broken ?? error);
      },
    });
  });
}

async function feed(wire: Wire, bytes: AsyncIterable<Buffer>, isOver: () => boolean) {
  for await (const chunk of bytes) {
    if (isOver()) return;
    wire.sendCopyFromChunk(chunk);
    if (wire.stream.writableNeedDrain) await once(wire.stream, "drain");
  }
  wire.endCopyFrom();
}

/** The calls that `pg.Client` makes of the query at work. */
interface Copying {
  submit(wire: Wire): void;
  handleCopyData?(message: { chunk: Buffer }): void;
  handleCopyInResponse?(wire: Wire): void;
  handleCommandComplete(message: { text: string }): void;
  handleReadyForQuery(): void;
  handleError(error: Error): void;
}

function ask(client: pg.Client, copying: Copying) {
  client.query(copying as unknown as pg.Submittable);
}
