import type { Inbound } from "#app/channels/channel.ts";
import {
  type ConsentStanding,
  levelHeld,
  readStanding,
  readStandings,
  recordConsent,
  type Stands,
} from "#app/consent/ledger.ts";
import { namesOfPersons, namesOn } from "#app/consent/names-on.ts";
import { type ConsentPurpose, PROMOTIONS } from "#app/consent/purposes.ts";
import { lockAddress } from "#app/consent/sender-lock.ts";
import type { Door } from "#app/conversations/take-inbound.ts";
import type { Shop } from "#app/db.server.ts";

type Preference = Extract<Inbound, { kind: "preference" }>;

/**
 * A no to marketing that was pressed in the provider's own menu, which is one to all advertising; or its end, which
 * brings back what stood before that no, and is no yes of its own.
 */
export async function hearPreference(shop: Shop, { channel }: Door, pressed: Preference): Promise<void> {
  const { from: address, marketing, externalId, at } = pressed;
  const evidence = { preference: marketing, externalId };
  const said = { channel, address, source: "provider", evidence, at };
  await lockAddress(shop, channel, address);
  for (const purpose of PROMOTIONS)
    await (marketing === "revoked" ? end(shop, said, purpose) : takeBack(shop, said, purpose));
}

type Said = Pick<Parameters<typeof recordConsent>[1], "channel" | "address" | "source" | "evidence" | "at">;

/** The level of such a no says what stood before, as that of a doubt does. */
async function end(shop: Shop, said: Said, purpose: ConsentPurpose): Promise<void> {
  for (const address of await namesOn(shop, said)) {
    const fact = { ...said, address, purpose };
    const stands = await readStanding(shop, fact);
    const level = isByMenu(stands) ? stands.level : levelHeld(stands);
    await recordConsent(shop, { ...fact, state: "revoked", level });
  }
}

const isByMenu = (stands: Stands | null): stands is Stands & { level: string } =>
  stands?.state === "revoked" && stands.level !== null;

async function takeBack(shop: Shop, said: Said, purpose: ConsentPurpose): Promise<void> {
  const [names = []] = await namesOfPersons(shop, [said]);
  const facts = names.map((address) => ({ ...said, address, purpose }));
  const stands = await readStandings(shop, facts);
  if (stands.some(isOtherNo)) return;
  const own = await namesOn(shop, said);
  for (const [n, fact] of facts.entries()) {
    const stood = stands[n] ?? null;
    if (own.includes(fact.address) && isByMenu(stood))
      await recordConsent(shop, { ...fact, ...before(stood) });
  }
}

/** One that they said otherwise, under whichever name, before or since: the menu does not take that back. */
const isOtherNo = (stands: Stands | null): boolean =>
  stands?.state === "held" ||
  (stands?.state === "revoked" && (!isByMenu(stands) || before(stands).state === "revoked"));

/** "granted/SINGLE_OPT_IN" */
function before({ level }: { level: string }): { state: ConsentStanding; level?: string } {
  const [state = "", ...rest] = level.split("/");
  return { state: state as ConsentStanding, ...(rest.length && { level: rest.join("/") }) };
}
