import { fork } from "node:child_process";
import { once } from "node:events";

export interface Carrier {
  url: string;
  /** Digits of the numbers that texts were posted for since it was last asked, one for each text. */
  taken(): Promise<string[]>;
  close(): void;
}

/** `offsetMs`: how far the time it tells is ahead of the machine's. */
export async function openCarrier(offsetMs: number): Promise<Carrier> {
  const { NODE_OPTIONS: _preload, ...env } = process.env;
  const child = fork("bench/campaign/sink.ts", [String(offsetMs)], {
    execArgv: [],
    env,
    serialization: "advanced",
  });
  const [port] = (await once(child, "message")) as [number];
  return {
    url: `http://127.0.0.1:${port}`,
    async taken() {
      child.send("taken?");
      const [taken] = (await once(child, "message")) as [string[]];
      return taken;
    },
    close: () => child.disconnect(),
  };
}
