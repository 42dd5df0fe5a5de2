import { readFileSync } from "node:fs";
import { inShop } from "#app/db.server.ts";
import type { App } from "#tests/app.ts";

export interface Glance {
  /** Of all files together, from 0 to 1. */
  share: number;
  isOver: boolean;
  /** Kinds that were given up. */
  failed: string[];
}

/** How far the first reading of these kinds is, from the runs' own rows. */
export async function glance(shopId: string, kinds: string[]): Promise<Glance> {
  const runs = await inShop(shopId, ({ tx }) => tx.syncRun.findMany({ where: { kind: { in: kinds } } }));
  const shares = runs.map(({ state, readBytes, fileBytes }) =>
    state === "done" ? 1 : fileBytes ? Number(readBytes) / Number(fileBytes) : 0,
  );
  return {
    share: shares.reduce((sum, one) => sum + one, 0) / Math.max(shares.length, 1),
    isOver: runs.length === kinds.length && runs.every(({ state }) => state === "done" || state === "failed"),
    failed: runs.filter(({ state }) => state === "failed").map(({ kind }) => kind),
  };
}

/** The most memory that a process has held so far, in megabytes; NaN where the operating system does not say. */
export function peakMemory({ pid }: App): number {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Math.round(Number(kilobytes) / 1024);
  } catch {
    return Number.NaN;
  }
}
