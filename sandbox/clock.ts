import type { Clock } from "./town-types.ts";

interface Alarm {
  at: number;
  run: () => void | Promise<void>;
}

/** `moved` is awaited after every move: it tells the app's processes. */
export interface TownClock extends Clock {
  /** Moves by exactly so many ms. */
  advance(by: number): Promise<void>;
  /** Back to the opening offset; forgets every alarm. */
  reset(): Promise<void>;
  close(): void;
}

const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** Town time is the machine's time plus an offset. `openedAt` (ms) null opens at the machine's time. */
export function openClock(openedAt: number | null, moved: (offsetMs: number) => Promise<void>): TownClock {
  const openingOffset = openedAt === null ? 0 : openedAt - machineNow();
  let offset = openingOffset;
  let timer: NodeJS.Timeout | undefined;
  const alarms: Alarm[] = [];

  const now = () => machineNow() + offset;
  const setOffset = async (next: number) => {
    offset = next;
    await moved(offset);
  };

  function wait(): void {
    clearTimeout(timer);
    const next = alarms[0];
    if (!next) return;
    timer = setTimeout(ring, Math.min(Math.max(0, next.at - now()), LONGEST_TIMEOUT));
    timer.unref();
  }

  function ring(): void {
    while (alarms[0] && alarms[0].at <= now()) runAlarm(alarms.shift()!);
    wait();
  }

  function at(time: number, run: Alarm["run"]): () => void {
    const alarm = { at: time, run };
    alarms.splice(placeFor(alarms, time), 0, alarm);
    wait();
    return () => {
      const index = alarms.indexOf(alarm);
      if (index >= 0) alarms.splice(index, 1);
    };
  }

  /** Stops at every alarm on the way, so that what rings at 10:00 sees 10:00 and may set another for 10:05. */
  async function advance(by: number): Promise<void> {
    const goal = offset + by;
    if (goal < offset) throw new Error("the clock moves forwards only; POST /_town/reset puts it back");
    while (alarms[0] && alarms[0].at <= machineNow() + goal) {
      const alarm = alarms.shift()!;
      const stop = alarm.at - machineNow();
      if (stop > offset) await setOffset(stop);
      await runAlarm(alarm);
    }
    await setOffset(goal);
    wait();
  }

  return {
    openedAt: openedAt ?? Math.floor(machineNow() / 60_000) * 60_000,
    now,
    iso: () => new Date(now()).toISOString(),
    offsetMs: () => offset,
    at,
    advance,
    jump: (to) => advance(to - now()),
    async reset() {
      alarms.length = 0;
      wait();
      await setOffset(openedAt === null ? openingOffset : openedAt - machineNow());
    },
    close() {
      alarms.length = 0;
      clearTimeout(timer);
    },
  };
}

/** Behind all that ring at the same time or before. */
function placeFor(alarms: Alarm[], time: number): number {
  let low = 0;
  let high = alarms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (alarms[middle]!.at <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function runAlarm(alarm: Alarm): Promise<void> {
  try {
    await alarm.run();
  } catch (error) {
    console.error("an alarm of the town's clock failed:", error);
  }
}

/** The machine's own time, also in a process whose Date the preload has shifted. */
export function machineNow(): number {
  const kept = (globalThis as { [key: symbol]: unknown })[Symbol.for("threadline.machine-now")];
  return typeof kept === "function" ? (kept as () => number)() : Date.now();
}
