import type { IncomingMessage, ServerResponse } from "node:http";
import { every, MINUTE, SECOND } from "#app/clock.ts";
import { onEvents, type Heard, WHISPER } from "#app/realtime/bus.server.ts";
import { log } from "#app/log.server.ts";

export interface Item {
  /** The cursor to resume after; null where more of the same reading follows. */
  id: string | null;
  event: string;
  data: unknown;
}

export interface Source {
  room: string;
  /**
   * Everything after the cursor, in order; also what the cursor becomes. `isOver`: what this reader follows stands in
   * another room by now, which they are sent to by having to come again.
   */
  read(cursor: string): Promise<{ items: Item[]; cursor: string; isOver?: boolean }>;
  /** Whether this event can have changed what this reader sees; without it every event is looked into. */
  concerns?(event: Heard): boolean;
  /** Whether this reader may still listen; asked every half minute. */
  isStillAllowed(): Promise<boolean>;
  /** What to pass on of a whisper (typing), if anything. */
  whisper?(event: Heard): { event: string; data: unknown } | null;
}

const open = new Set<ServerResponse>();
/** A stream ends by itself now and then: a lost close of a proxy must not hold it for ever. */
const LONGEST_MS = 30 * MINUTE;
/** What a reader that does not read may pile up in memory. */
const MOST_UNREAD_BYTES = 1_000_000;

/**
 * Answers with server-sent events until the reader leaves, is no longer allowed, or the process stops. Everything
 * after the cursor comes first, so a reader that was away misses nothing; each wake-up reads again from the cursor, so
 * a lost notification loses nothing either.
 */
export function openStream(
  request: IncomingMessage,
  response: ServerResponse,
  after: string,
  source: Source,
): void {
  response.writeHead(200, HEADERS);
  response.write("retry: 3000\n\n");
  if (isEnding) return void endOne(response);
  open.add(response);
  const pump = makePump(response, after, source);
  const stops = [
    onEvents(source.room, (event) => {
      if (event?.name === WHISPER) whisper(response, source, event);
      else if (!event || !source.concerns || source.concerns(event)) pump();
    }),
    every(15 * SECOND, () => response.write(": still here\n\n")),
    every(30 * SECOND, () => void leaveIfRefused(response, source)),
    every(LONGEST_MS, () => endOne(response)),
  ];
  request.on("close", () => {
    for (const stop of stops) stop();
    open.delete(response);
  });
  pump();
}

const HEADERS = {
  "content-type": "text/event-stream",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
  "access-control-allow-origin": "*",
};

let isEnding = false;

/** At the process's end: every reader, and whoever still comes, is told to come back soon, to whichever process is there. */
export function endStreams(): void {
  isEnding = true;
  for (const response of open) endOne(response);
}

function endOne(response: ServerResponse) {
  response.end('retry: 500\nevent: bye\ndata: {"retryMs":500}\n\n');
}

/** One read at a time; wake-ups during a read make one more. */
function makePump(response: ServerResponse, after: string, source: Source): () => void {
  let cursor = after;
  let isReading = false;
  let isWoken = false;
  const run = async () => {
    isReading = true;
    do {
      isWoken = false;
      const read = await source.read(cursor);
      cursor = read.cursor;
      // The cursor stands on the last alone: a reader that is cut off among them is told all of them again.
      for (const [index, item] of read.items.entries())
        write(response, index === read.items.length - 1 ? item : { ...item, id: null });
      if (read.isOver && !response.writableEnded) endOne(response);
    } while (isWoken && !response.writableEnded);
    isReading = false;
  };
  return () => {
    isWoken = true;
    if (!isReading)
      run().catch((err) => {
        log.error({ err }, "stream read failed");
        endOne(response);
      });
  };
}

function write(response: ServerResponse, { id, event, data }: Item) {
  if (response.writableLength > MOST_UNREAD_BYTES) return response.destroy();
  response.write(`${id === null ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

function whisper(response: ServerResponse, source: Source, heard: Heard) {
  const said = source.whisper?.(heard);
  if (said) response.write(`event: ${said.event}\ndata: ${JSON.stringify(said.data)}\n\n`);
}

async function leaveIfRefused(response: ServerResponse, source: Source) {
  try {
    if (!(await source.isStillAllowed())) endOne(response);
  } catch (err) {
    log.warn({ err }, "stream could not ask whether its reader is still allowed");
    endOne(response);
  }
}
