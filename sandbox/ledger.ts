import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { machineNow } from "./clock.ts";
import type { Ledger, LedgerEntry } from "./town-types.ts";

export interface TownLedger extends Ledger {
  /** Entries before this point no longer show; the file keeps them. */
  reset(): void;
  path: string;
  close(): Promise<void>;
}

interface Waiting {
  line: string;
  written: () => void;
  failed: (error: unknown) => void;
}

/** Append-only `<data>/ledger.jsonl`, one fsync for all lines that wait together. It is the judge of what went out. */
export async function openLedger(data: string, townNow: () => number): Promise<TownLedger> {
  await mkdir(data, { recursive: true });
  const path = join(data, "ledger.jsonl");
  const file = await open(path, "a+");
  const shown: LedgerEntry[] = [];
  let n = await lastNumber(path);
  await endTornLine(file);
  let waiting: Waiting[] = [];
  let flushing: Promise<void> | null = null;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await writeBatch(file, batch);
    }
    flushing = null;
  }

  return {
    path,
    write(entry) {
      n += 1;
      const line: LedgerEntry = {
        n,
        at: new Date(townNow()).toISOString(),
        realAt: new Date(machineNow()).toISOString(),
        ...entry,
      };
      return new Promise((resolve, reject) => {
        const written = () => {
          shown.push(line);
          resolve(line);
        };
        waiting.push({ line: `${JSON.stringify(line)}\n`, written, failed: reject });
        flushing ??= flush();
      });
    },
    since: (from) => shown.filter((entry) => entry.n > from),
    reset() {
      shown.length = 0;
    },
    async close() {
      await flushing;
      await file.close();
    },
  };
}

async function writeBatch(file: FileHandle, batch: Waiting[]): Promise<void> {
  try {
    await file.appendFile(batch.map((one) => one.line).join(""));
    await file.datasync();
    for (const one of batch) one.written();
  } catch (error) {
    for (const one of batch) one.failed(error);
  }
}

/** Numbers go on after a restart. A last line cut by a crash was never answered, so it does not count. */
async function lastNumber(path: string): Promise<number> {
  let last = 0;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const found = /^\{"n":(\d+),.*\}$/.exec(line);
    if (found) last = Number(found[1]);
  }
  return last;
}

async function endTornLine(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  if (size === 0) return;
  const last = Buffer.alloc(1);
  await file.read(last, 0, 1, size - 1);
  if (last.toString() !== "\n") await file.appendFile("\n");
}
