import { readdirSync, readFileSync } from "node:fs";

/** Linux counts in hundredths of a second (USER_HZ), whatever the kernel's own tick is. */
const MICROS_PER_TICK = 10_000;

/** CPU microseconds that these processes have used so far, with all threads and ended children; null where there is no /proc. */
export function cpuMicros(pids: number[]): number | null {
  try {
    return pids.reduce((sum, pid) => sum + ticksOf(pid), 0) * MICROS_PER_TICK;
  } catch {
    return null;
  }
}

/** PostgreSQL is one process for each connection, all children of the first. */
export function withChildren(pid: number): number[] {
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => statOf(Number(name))?.[1] === String(pid));
  return [pid, ...children.map(Number)];
}

function ticksOf(pid: number): number {
  const stat = statOf(pid);
  // utime, stime, cutime, cstime: proc_pid_stat(5), counted from the state after the name.
  return stat ? stat.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) : 0;
}

function statOf(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null; // it has ended meanwhile
  }
}
