import { lookup as resolveName, type LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { isPublicAddress } from "#app/files/address-rule.ts";

export type Resolve = (
  name: string,
  options: { all: true },
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

/** A name that leads to this machine, its network, or nowhere that is everybody's. */
export class NotPublic extends Error {
  override name = "NotPublic";
  code = "NOT_PUBLIC";
}

/**
 * How a connection of ours finds a name that somebody else gave us (R43): it is made to the very addresses that were
 * looked at. One that is not public among several is a name that plays tricks.
 */
export function onlyPublic(resolve: Resolve = resolveName as Resolve): LookupFunction {
  return (name, options, done) =>
    resolve(name, { all: true }, (error, found) => {
      if (error) return done(error, []);
      const [first] = found;
      if (!first || !found.every(({ address }) => isPublicAddress(address))) return done(new NotPublic(), []);
      if (options.all) done(null, found);
      else done(null, first.address, first.family);
    });
}
