import { readBeneath } from "#app/consent/beneath-doubt.ts";
import { consentHash } from "#app/consent/consent-address.ts";
import { consentKeysOf } from "#app/consent/consent-keys.ts";
import {
  type ImportFact,
  type ImportPlan,
  type Stands,
  type Verdict,
  weighFact,
} from "#app/consent/import-row.ts";
import { tellShopify } from "#app/consent/tell-shopify.ts";
import { formsOf } from "#app/customers/match-key.ts";
import type { Reader, Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";
import { sealUnder } from "#app/seal.server.ts";

interface Batch {
  plan: ImportPlan;
  facts: ImportFact[];
  /** By whom and from which list: kept with every entry. */
  evidence: { importId: string; staffId: string; name: string };
}

/** What a batch would come to, without writing. `before`: what earlier batches of this trial would have left. */
export async function tryBatch(
  shop: Reader,
  { plan, facts }: Pick<Batch, "plan" | "facts">,
  before: Map<string, Stands>,
): Promise<Verdict[]> {
  const weighed = await weigh(shop, { plan, facts }, before);
  for (const { hash, fact, verdict } of weighed)
    if (verdict === "taken") before.set(hash, { state: fact.state, since: fact.at, isImported: true });
  return weighed.map(({ verdict }) => verdict);
}

/**
 * Writes a batch of at most a thousand rows in a handful of statements: the keys, the entries that count, the states
 * they move. The state rows are locked first; one that comes up meanwhile is still never raised.
 */
export async function writeBatch(shop: Shop, { plan, facts, evidence }: Batch): Promise<Verdict[]> {
  const weighed = await weigh(shop, { plan, facts }, new Map(), "lock");
  const taken = weighed.filter(({ verdict }) => verdict === "taken");
  if (taken.length) await append(shop, plan, taken, evidence);
  await tellOfRevocations(shop, plan, taken);
  return weighed.map(({ verdict }) => verdict);
}

/** A no goes to Shopify like any other, for whoever has an account there; a yes from a list stays ours alone. */
async function tellOfRevocations(
  shop: Shop,
  { channel, purpose }: ImportPlan,
  taken: Weighed[],
): Promise<void> {
  const revoked = taken.filter(({ fact }) => fact.state === "revoked").map(({ fact }) => fact);
  if (purpose !== "marketing" || !revoked.length) return;
  const held = await shop.sql<{ value: string }>`
    select distinct p.value from "ContactPoint" p
    join "Customer" c on c."shopId" = p."shopId" and c.id = p."customerId" and c."shopifyId" is not null
    where p."shopId" = ${shop.id} and p.kind = ${channel === "email" ? "email" : "phone"}
      and p.value = any(${revoked.flatMap(({ address }) => formsOf(address))})`;
  const known = new Set(held.flatMap(({ value }) => formsOf(value)));
  for (const { address, at } of revoked)
    if (known.has(address))
      await tellShopify(shop, {
        channel,
        address,
        purpose,
        state: "revoked",
        source: "import",
        evidence: {},
        at,
      });
}

interface Weighed {
  fact: ImportFact;
  hash: string;
  verdict: Verdict;
}

async function weigh(
  shop: Reader,
  { plan, facts }: Pick<Batch, "plan" | "facts">,
  before: Map<string, Stands>,
  lock?: "lock",
): Promise<Weighed[]> {
  const hashed = facts.map((fact) => ({ fact, hash: consentHash(plan.channel, fact.address) }));
  const stands = await standingsOf(shop, plan, [...new Set(hashed.map(({ hash }) => hash))].sort(), lock);
  const chosen = chooseOf(hashed);
  return hashed.map(({ fact, hash }) => {
    const known = before.get(hash) ?? stands.get(hash) ?? null;
    const verdict = chosen.get(hash) === fact ? weighFact(fact, known) : "twice";
    // A no that beats an imported yes of later takes its moment: an entry and what it moved have one time.
    const at = known && known.since > fact.at ? known.since : fact.at;
    return { fact: { ...fact, at }, hash, verdict };
  });
}

/** Of several rows of one address the no counts, and of two alike the newest. */
function chooseOf(hashed: { fact: ImportFact; hash: string }[]): Map<string, ImportFact> {
  const chosen = new Map<string, ImportFact>();
  for (const { fact, hash } of hashed) {
    const other = chosen.get(hash);
    const isNo = fact.state === "revoked" && other?.state === "granted";
    if (!other || isNo || (fact.state === other.state && fact.at > other.at)) chosen.set(hash, fact);
  }
  return chosen;
}

async function standingsOf(
  shop: Reader,
  { channel, purpose }: ImportPlan,
  hashes: string[],
  lock?: "lock",
): Promise<Map<string, Stands>> {
  if (lock)
    await shop.sql`select 1 from "ConsentState" where "shopId" = ${shop.id} and channel = ${channel}
      and purpose = ${purpose} and "addressHash" = any(${hashes}) order by "addressHash" for update`;
  const rows = await shop.sql<Standing>`
    select s."addressHash" as hash, s.state, s.level, s.since,
      coalesce((select e.source = 'import' from "ConsentEntry" e
        where e."shopId" = ${shop.id} and e.channel = s.channel and e."addressHash" = s."addressHash"
          and e.at = s.since and e.purpose = s.purpose and e.state = s.state
        order by e."writtenAt" limit 1), false) as "isImported"
    from unnest(${hashes}::text[]) told(hash)
    join "ConsentState" s on s."shopId" = ${shop.id} and s.channel = ${channel} and s.purpose = ${purpose}
      and s."addressHash" = told.hash`;
  const stands = new Map<string, Stands>();
  for (const { hash, level, ...row } of rows) {
    stands.set(hash, row);
    if (row.state !== "held") continue;
    // A no is weighed against what is in doubt, not against the doubt, which came after it.
    const doubted = { channel, hashes: [hash], purpose };
    const { since, source } = await readBeneath(shop, doubted, { level, since: row.since });
    stands.set(hash, { state: "held", since: since ?? NEVER, isImported: source === "import" });
  }
  return stands;
}

const NEVER = new Date(0);

interface Standing extends NonNullable<Stands> {
  hash: string;
  level: string | null;
}

async function append(
  shop: Shop,
  plan: ImportPlan,
  taken: Weighed[],
  evidence: Batch["evidence"],
): Promise<void> {
  const { channel, purpose } = plan;
  const hashes = taken.map(({ hash }) => hash);
  const keys = await consentKeysOf(
    shop,
    hashes.map((addressHash) => ({ channel, addressHash })),
  );
  const sealed = taken.map(({ fact: { address, words }, hash }) =>
    sealUnder(keys.get(hash)!.key, JSON.stringify({ address, evidence: { ...evidence, words } })),
  );
  const facts = taken.map(({ fact }) => fact);
  await shop.sql`
    with told as (
      select * from unnest(${hashes}::text[], ${taken.map(() => newId())}::text[],
        ${facts.map(({ state }) => state)}::text[], ${facts.map(({ level }) => level)}::text[],
        ${hashes.map((hash) => keys.get(hash)!.id)}::text[], ${sealed}::bytea[],
        ${facts.map(({ at }) => at)}::timestamptz[]) told(hash, id, state, level, "keyId", sealed, at)
    ), moved as (
      insert into "ConsentState" as stands ("shopId", channel, "addressHash", purpose, state, level, since)
      select ${shop.id}, ${channel}, hash, ${purpose}, state, level, at from told
      on conflict ("shopId", channel, "addressHash", purpose) do update
        set state = 'revoked', level = null, since = excluded.since
        where excluded.state = 'revoked' and (excluded.since >= stands.since or stands.state = 'held')
      returning "addressHash"
    )
    insert into "ConsentEntry"
      ("shopId", id, channel, "addressHash", purpose, state, level, source, "keyId", sealed, at, "writtenAt")
    select ${shop.id}, id, ${channel}, hash, ${purpose}, state, level, 'import', "keyId", sealed, told.at,
      ${shop.at}::timestamptz
    from told join moved on moved."addressHash" = told.hash`;
}
