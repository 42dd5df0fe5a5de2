import type { ServerResponse } from "node:http";
import { openEvents } from "./http.ts";

export interface ClockListeners {
  /** A process of the app listens as long as this response is open. */
  add(res: ServerResponse, offsetMs: number): void;
  /** A process says that its Date has moved. */
  acknowledge(listener: number, move: number): void;
  /** Resolves when every listening process has acknowledged, left, or kept silent for half a minute (it is stopped). */
  tell(offsetMs: number): Promise<void>;
}

interface Listener {
  send: (event: unknown) => void;
  heard: number;
  wake: () => void;
}

const LONGEST_WAIT_MS = 30_000;

export function openClockListeners(): ClockListeners {
  const listeners = new Map<number, Listener>();
  let nextListener = 0;
  let move = 0;
  return {
    add(res, offsetMs) {
      nextListener += 1;
      const id = nextListener;
      const listener: Listener = { send: openEvents(res), heard: move, wake: () => undefined };
      listeners.set(id, listener);
      res.on("close", () => {
        listeners.delete(id);
        listener.wake();
      });
      listener.send({ listener: id, move, offsetMs });
    },
    acknowledge(id, heard) {
      const listener = listeners.get(id);
      if (!listener) return;
      listener.heard = Math.max(listener.heard, heard);
      listener.wake();
    },
    async tell(offsetMs) {
      move += 1;
      const wanted = move;
      const waits = [...listeners].map(([id, listener]) => {
        listener.send({ listener: id, move: wanted, offsetMs });
        return heardOf(listener, wanted, () => listeners.has(id));
      });
      await Promise.all(waits);
    },
  };
}

function heardOf(listener: Listener, wanted: number, isThere: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, LONGEST_WAIT_MS);
    const before = listener.wake;
    listener.wake = () => {
      before();
      if (listener.heard >= wanted || !isThere()) done();
    };
    listener.wake();
  });
}
