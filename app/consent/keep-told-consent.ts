import { consentHash } from "#app/consent/consent-address.ts";
import { consentKeysOf } from "#app/consent/consent-keys.ts";
import { howMuch } from "#app/consent/how-much.ts";
import { type Judged, judgeTold } from "#app/consent/judge-told.ts";
import type { ToldConsent } from "#app/customers/customer-record.ts";
import { findForgotten } from "#app/customers/forgotten.ts";
import type { Shop } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { newId } from "#app/id.ts";
import { sealUnder } from "#app/seal.server.ts";

export interface Told {
  /** Shopify's numeric id. */
  customerId: string;
  consent: ToldConsent;
}

/**
 * Takes Shopify's words on marketing consent into the ledger, one or thousands. `webhook`: Shopify says that it
 * changed, so the newest `consentUpdatedAt` wins. `reading`: it was read in passing (an import, a sweep, a live read),
 * which fills in what nobody said and may lower what stands, never raise it (R21). Our own word coming back as a
 * webhook is known by its second and changes nothing. Of whom we were asked to forget nothing is kept.
 */
export async function keepToldConsents(shop: Shop, told: Told[], by: "webhook" | "reading"): Promise<void> {
  const forgotten = await findForgotten(
    shop,
    "customer",
    told.map(({ customerId }) => customerId),
  );
  const known = told.filter(({ customerId }) => !forgotten.has(customerId));
  const facts = newestOf(judged(shop, await withAddresses(shop, known)));
  await lower(
    shop,
    facts.filter(({ onlyLowers }) => onlyLowers),
    by,
  );
  const said = facts.filter(({ onlyLowers }) => !onlyLowers);
  if (!said.length) return;
  await appendUnknown(shop, said, by);
  await moveStates(shop, said, by);
}

/** One word of Shopify's, as its webhook tells it. */
export const hearConsent = (shop: Shop, told: Told): Promise<void> =>
  keepToldConsents(shop, [told], "webhook");

interface Fact extends Judged {
  channel: string;
  address: string;
  addressHash: string;
  told: ToldConsent;
}

/** An address that is withheld from us is the one that Shopify told of this customer before, where there is one. */
async function withAddresses(shop: Shop, told: Told[]): Promise<ToldConsent[]> {
  const without = told.filter(({ consent }) => !consent.address);
  if (!without.length) return told.map(({ consent }) => consent);
  const rows = await shop.sql<{ customerId: string; kind: string; value: string }>`
    select c."shopifyId" as "customerId", p.kind, p.value from "Customer" c
    join "ContactPoint" p on p."shopId" = c."shopId" and p."customerId" = c.id and p.source = 'shopify'
    where c."shopId" = ${shop.id} and c."shopifyId" = any(${without.map(({ customerId }) => customerId)})`;
  const addressOf = ({ customerId, consent }: Told) =>
    consent.address ??
    rows.find((row) => row.customerId === customerId && row.kind === KIND[consent.channel])?.value ??
    null;
  return told.map((one) => ({ ...one.consent, address: addressOf(one) }));
}

const KIND = { sms: "phone", whatsapp: "phone", email: "email" } as const;

const judged = (shop: Shop, told: ToldConsent[]): Fact[] =>
  told.flatMap((consent) => {
    const { channel, address } = consent;
    const verdict = address ? judgeTold(consent, shop.at) : null;
    if (!address || !verdict) return [];
    return [{ ...verdict, channel, address, addressHash: consentHash(channel, address), told: consent }];
  });

/** Two customers may share an address: of one address the newest word counts, and of two of one moment the no. */
function newestOf(facts: Fact[]): Fact[] {
  const newest = new Map<string, Fact>();
  for (const fact of facts) {
    const other = newest.get(fact.addressHash);
    const isNewer = !other || fact.at > other.at;
    const isNo = other?.at.getTime() === fact.at.getTime() && fact.state === "revoked";
    if (isNewer || isNo) newest.set(fact.addressHash, fact);
  }
  return [...newest.values()];
}

/** Shopify knows of no consent: a yes that stands here and is older goes. Where nothing stands, nothing is written. */
async function lower(shop: Shop, facts: Fact[], by: string): Promise<void> {
  if (!facts.length) return;
  const lowered = await shop.sql<{ addressHash: string }>`
    update "ConsentState" s set state = 'revoked', level = null, since = told.at
    from unnest(${facts.map(({ addressHash }) => addressHash)}::text[], ${facts.map(({ at }) => at)}::timestamptz[])
      told(hash, at)
    where s."shopId" = ${shop.id} and s."addressHash" = told.hash and s.purpose = 'marketing'
      and s.state <> 'revoked' and s.since < told.at
    returning s."addressHash"`;
  const moved = new Set(lowered.map(({ addressHash }) => addressHash));
  await appendUnknown(
    shop,
    facts.filter(({ addressHash }) => moved.has(addressHash)),
    by,
  );
}

/** Entries that the ledger does not have yet: Shopify's times are whole seconds, so one of the same second is the same. */
async function appendUnknown(shop: Shop, facts: Fact[], by: string): Promise<void> {
  if (!facts.length) return;
  const keys = await consentKeysOf(shop, facts);
  const sealed = facts.map(({ addressHash, address, told }) => {
    const evidence = { by, said: told.state, level: told.level, collectedFrom: told.collectedFrom };
    return sealUnder(keys.get(addressHash)!.key, JSON.stringify({ address, evidence }));
  });
  await shop.sql`
    insert into "ConsentEntry"
      ("shopId", id, channel, "addressHash", purpose, state, level, source, "keyId", sealed, at, "writtenAt")
    select ${shop.id}, x.id, told.channel, hash, 'marketing', told.state, told.level, 'shopify',
      x."keyId", x.sealed, told.at, ${shop.at}::timestamptz
    from (${rowsOf(facts)}) told(channel, hash, state, level, at)
    join unnest(${facts.map(({ addressHash }) => addressHash)}::text[], ${facts.map(() => newId())}::text[],
      ${facts.map(({ addressHash }) => keys.get(addressHash)!.id)}::text[], ${sealed}::bytea[])
      x(hash, id, "keyId", sealed) using (hash)
    where not exists (select from "ConsentEntry" e
      where e."shopId" = ${shop.id} and e.channel = told.channel and e."addressHash" = hash
        and e.purpose = 'marketing' and e.state = told.state
        and e.at >= date_trunc('second', told.at) and e.at < date_trunc('second', told.at) + interval '1 second')`;
}

async function moveStates(shop: Shop, facts: Fact[], by: "webhook" | "reading"): Promise<void> {
  const mayRaise = by === "webhook";
  await shop.sql`
    insert into "ConsentState" as stands ("shopId", channel, "addressHash", purpose, state, level, since)
    select ${shop.id}, told.channel, told.hash, 'marketing', told.state, told.level, told.at
    from (${rowsOf(facts)}) told(channel, hash, state, level, at)
    on conflict ("shopId", channel, "addressHash", purpose) do update
      set state = excluded.state, level = excluded.level, since = excluded.since
      where (excluded.since > stands.since
          or (excluded.since = stands.since and ${howMuch("excluded")} < ${howMuch("stands")}))
        and (${mayRaise} or ${howMuch("excluded")} <= ${howMuch("stands")})`;
}

const rowsOf = (facts: Fact[]) => Prisma.sql`
  select * from unnest(${facts.map(({ channel }) => channel)}::text[],
    ${facts.map(({ addressHash }) => addressHash)}::text[], ${facts.map(({ state }) => state)}::text[],
    ${facts.map(({ level }) => level)}::text[], ${facts.map(({ at }) => at)}::timestamptz[])`;
