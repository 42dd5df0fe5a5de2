import type { Channel } from "#app/channels/channel.ts";
import { type Asked, levelHeld, readStandings, recordConsent, type Stands } from "#app/consent/ledger.ts";
import { namesOfPersons } from "#app/consent/names-on.ts";
import { PURPOSES } from "#app/consent/purposes.ts";
import type { Reader, Shop } from "#app/db.server.ts";

/**
 * What stands for each address, in its place, with the no of whoever writes there under another name (R18). `names` are
 * those of each, where the caller has read them already.
 */
export async function readShared(
  shop: Reader,
  asked: Asked[],
  options: { isLocking?: boolean; names?: string[][] } = {},
): Promise<(Stands | null)[]> {
  const names = options.names ?? (await namesOfPersons(shop, asked));
  const all = asked.flatMap((one, n) => names[n]!.map((address) => ({ ...one, address })));
  const stands = await readStandings(shop, all, options);
  return names.map(({ length }) => {
    const [own = null, ...others] = stands.splice(0, length);
    return withNo(own, others);
  });
}

/** A no of another name holds here, unless this one has said yes since. */
export function withNo(own: Stands | null, others: (Stands | null)[]): Stands | null {
  if (own?.state === "revoked") return own;
  const later = others.filter((one) => one && !isYesSince(own, one));
  const said = (state: Stands["state"]) => later.find((one) => one?.state === state);
  return said("revoked") ?? (own?.state === "held" ? own : (said("held") ?? own));
}

const isYesSince = (own: Stands | null, other: Stands): boolean =>
  own?.state === "granted" && own.since > other.since;

/**
 * These are one account's names: writes the no of each down for the others, at its own time, so that it holds when
 * nobody can tell any more that they are one. A yes is never carried along.
 */
export async function shareNo(shop: Shop, channel: Channel, names: string[]): Promise<void> {
  if (names.length < 2) return;
  const asked = PURPOSES.flatMap((purpose) => names.map((address) => ({ channel, address, purpose })));
  const stands = await readStandings(shop, asked);
  for (const [n, one] of asked.entries()) {
    const others = stands.filter((_, other) => other !== n && asked[other]!.purpose === one.purpose);
    const shared = withNo(stands[n]!, others);
    if (!shared || shared === stands[n]) continue;
    const { state, since: at } = shared;
    const level = state === "held" ? levelHeld(stands[n]!) : undefined;
    await recordConsent(shop, { ...one, state, level, at, source: "same-account", evidence: {} });
  }
}
