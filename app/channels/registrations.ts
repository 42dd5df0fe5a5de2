import { later, MINUTE } from "#app/clock.ts";
import { TenDlcFacts } from "#app/channels/ten-dlc.ts";
import type { Reader, Shop } from "#app/db.server.ts";
import { seal, unseal } from "#app/seal.server.ts";

/** `working`: we go on by ourselves; `waiting`: somebody reviews it; `rejected`: the merchant has to change something. */
export type RegistrationState = "working" | "waiting" | "rejected" | "approved";

export interface Registration {
  accountId: string;
  state: RegistrationState;
  /** What is next, under way or waited for (ten-dlc-steps.server.ts). */
  step: string;
  facts: TenDlcFacts;
  checkedAt: Date | null;
}

/** Who goes on with a registration now. Whoever had it before writes nothing more. */
export interface RegistrationClaim {
  accountId: string;
  fence: number;
}

/** Every registration of the shop's senders, with what was answered in the open: never log it. */
export async function readRegistrations(shop: Reader): Promise<Registration[]> {
  const rows = await shop.sql<Row>`
    select "accountId", sealed, state, step, "checkedAt" from "SenderRegistration" where "shopId" = ${shop.id}`;
  return rows.map(open);
}

export async function findRegistration(shop: Reader, accountId: string): Promise<Registration | null> {
  const [row] = await shop.sql<Row>`
    select "accountId", sealed, state, step, "checkedAt" from "SenderRegistration"
    where "shopId" = ${shop.id} and "accountId" = ${accountId}`;
  return row ? open(row) : null;
}

/** Begins a registration, or goes on with changed answers. Whoever works on it with the old ones stops. */
export async function askRegistration(shop: Shop, accountId: string, facts: TenDlcFacts): Promise<void> {
  await shop.sql`
    insert into "SenderRegistration" ("shopId", "accountId", sealed, state, step, "askedAt")
    values (${shop.id}, ${accountId}, ${close(facts)}, 'working', '', ${shop.at})
    on conflict ("shopId", "accountId") do update set sealed = excluded.sealed, state = 'working', step = '',
      "askedAt" = excluded."askedAt", fence = "SenderRegistration".fence + 1, "claimedUntil" = null`;
}

/** Longer than any step takes: a request to the provider is given up after seconds. */
const LEASE = 3 * MINUTE;

/** Takes it for one worker; `busyUntil` where another has it, null where there is nothing to do. */
export async function claimRegistration(
  shop: Shop,
  accountId: string,
): Promise<{ claim: RegistrationClaim; registration: Registration } | { busyUntil: Date } | null> {
  const [row] = await shop.sql<Row & { fence: number; claimedUntil: Date | null }>`
    select "accountId", sealed, state, step, "checkedAt", fence, "claimedUntil" from "SenderRegistration"
    where "shopId" = ${shop.id} and "accountId" = ${accountId} and state in ('working', 'waiting') for update`;
  if (!row) return null;
  if (row.claimedUntil && row.claimedUntil > shop.at) return { busyUntil: row.claimedUntil };
  const fence = row.fence + 1;
  await shop.sql`
    update "SenderRegistration" set fence = ${fence}, "claimedUntil" = ${later(shop.at, LEASE)}
    where "shopId" = ${shop.id} and "accountId" = ${accountId}`;
  return { claim: { accountId, fence }, registration: open(row) };
}

export interface Progress {
  facts: TenDlcFacts;
  step: string;
  state: RegistrationState;
  /** Nobody works on it any more for now. */
  isLet?: boolean;
}

/** Keeps how far it is and holds the claim on; false where somebody else has it by now: then nothing was written. */
export async function keepProgress(
  shop: Shop,
  { accountId, fence }: RegistrationClaim,
  { facts, step, state, isLet = false }: Progress,
): Promise<boolean> {
  const kept = await shop.sql`
    update "SenderRegistration" set sealed = ${close(facts)}, step = ${step}, state = ${state},
      "checkedAt" = ${shop.at}, "claimedUntil" = ${isLet ? null : later(shop.at, LEASE)}::timestamptz
    where "shopId" = ${shop.id} and "accountId" = ${accountId} and fence = ${fence} returning fence`;
  return kept.length === 1;
}

interface Row {
  accountId: string;
  sealed: Uint8Array;
  state: RegistrationState;
  step: string;
  checkedAt: Date | null;
}

const close = (facts: TenDlcFacts) => seal(JSON.stringify(facts));

function open({ accountId, sealed, state, step, checkedAt }: Row): Registration {
  const facts = TenDlcFacts.parse(JSON.parse(unseal(sealed).toString()));
  return { accountId, state, step, checkedAt, facts };
}
