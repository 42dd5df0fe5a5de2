// Run without the town's road: asks each address that its parent sends, with a resolver that says what it was told to.
import type { LookupAddress } from "node:dns";
import { isIPv6 } from "node:net";
import { fetchGuarded } from "#app/files/fetch-guarded.server.ts";
import type { Resolve } from "#app/files/only-public.server.ts";

export interface Case {
  url: string;
  hosts: string[];
  /** What each look-up of a name finds, one after another; the last for all that follow. */
  finds: string[][];
}

process.on("message", async ({ url, hosts, finds }: Case) => {
  let asked = 0;
  const resolve: Resolve = (_name, _options, done) => {
    const found = finds[Math.min(asked++, finds.length - 1)] ?? [];
    done(null, found.map(asAddress));
  };
  const signal = AbortSignal.timeout(2_000);
  const answer = await fetchGuarded(url, { hosts, largest: 1_000, signal, resolve });
  process.send!({ because: answer.ok ? "fetched" : answer.because, asked });
});

const asAddress = (address: string): LookupAddress => ({ address, family: isIPv6(address) ? 6 : 4 });
