import { setTimeout as wait } from "node:timers/promises";
import { type Fault, type FaultName, type Faults, refusal } from "./town-types.ts";

export interface FaultMenu extends Faults {
  add(order: unknown): Fault;
  list(): Fault[];
  remove(id: string): boolean;
  clear(): void;
}

/** Fault names that take effect on an API call before the provider sees it, after it, or around it. */
export const CALL_FAULTS: FaultName[] = [
  "refuse",
  "429",
  "400",
  "500-before",
  "500-after",
  "hang",
  "hang-after",
  "reset",
  "reset-after",
  "slow",
  "malformed",
];
const CALLBACK_FAULTS: FaultName[] = [
  "repeat-callback",
  "callback-first",
  "reorder-callbacks",
  "lose-callbacks",
];
const WEBHOOK_FAULTS: FaultName[] = ["drop", "delay", "duplicate", "twin", "shuffle", "stale"];
/** Copies come at once unless a delay is asked for. */
const COPYING = new Set<FaultName>(["duplicate", "twin"]);
const KNOWN = new Set<string>([...CALL_FAULTS, ...CALLBACK_FAULTS, ...WEBHOOK_FAULTS]);

/** Faults stand in the order they were ordered; the first that matches and wins its throw strikes. */
export function openFaults(): FaultMenu {
  let faults: Listed[] = [];
  let count = 0;
  return {
    add(order) {
      count += 1;
      const fault = readOrder(order, `fault-${count}`);
      faults.push(fault);
      return shown(fault);
    },
    list: () => faults.map(shown),
    remove(id) {
      const found = faults.find((fault) => fault.id === id);
      faults = faults.filter((fault) => fault !== found);
      found?.lift.abort();
      return found !== undefined;
    },
    clear() {
      for (const { lift } of faults.splice(0)) lift.abort();
      count = 0;
    },
    async untilLifted({ id, delayMs }) {
      const signal = faults.find((fault) => fault.id === id)?.lift.signal;
      if (!signal) return;
      await wait(delayMs, undefined, { signal }).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    },
    strike(provider, facts, names) {
      for (const fault of faults) {
        if (fault.provider !== provider || !names.includes(fault.fault) || fault.times === 0) continue;
        if (!matches(fault.match, facts)) continue;
        if (fault.probability < 1 && fault.throwDice() >= fault.probability) continue;
        fault.struck += 1;
        if (fault.times !== null) fault.times -= 1;
        return shown(fault);
      }
      return null;
    },
  };
}

type Listed = Fault & { throwDice: () => number; lift: AbortController };

function readOrder(order: unknown, id: string): Listed {
  const asked = order as Partial<Fault> & { seed?: number };
  if (typeof asked?.provider !== "string") throw refusal(400, 'a fault names its "provider"');
  if (!KNOWN.has(String(asked.fault))) {
    throw refusal(400, `"${asked.fault}" is no fault; there are: ${[...KNOWN].join(", ")}`);
  }
  return {
    id,
    provider: asked.provider,
    match: asked.match ?? {},
    fault: asked.fault as FaultName,
    times: asked.times === undefined ? 1 : asked.times,
    probability: asked.probability ?? 1,
    delayMs: asked.delayMs ?? (COPYING.has(asked.fault as FaultName) ? 0 : 1000),
    copies: asked.copies ?? 1,
    struck: 0,
    throwDice: dice(asked.seed ?? 1),
    lift: new AbortController(),
  };
}

function shown({ throwDice: _dice, lift: _lift, ...fault }: Listed): Fault {
  return { ...fault };
}

/** Facts lie one level deep; `match` may name a fact of the body directly. */
function matches(match: Record<string, unknown>, facts: Record<string, unknown>): boolean {
  const body = (facts.body ?? {}) as Record<string, unknown>;
  return Object.entries(match).every(([name, wanted]) =>
    fits(wanted, name in facts ? facts[name] : body[name]),
  );
}

function fits(wanted: unknown, found: unknown): boolean {
  if (typeof wanted === "string" && wanted.length > 1 && wanted.startsWith("/") && wanted.endsWith("/")) {
    return new RegExp(wanted.slice(1, -1)).test(
      typeof found === "string" ? found : JSON.stringify(found ?? ""),
    );
  }
  return wanted === found || String(wanted) === String(found);
}

/** Mulberry32: the same seed strikes the same calls. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
