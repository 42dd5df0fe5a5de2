import { findBlockedBy } from "#app/consent/blocked-number.ts";
import { type Proof, type ProofEntry, readProof } from "#app/consent/read-proof.ts";
import { CONTACT_KINDS } from "#app/customers/contact-kind.ts";
import type { Reader } from "#app/db.server.ts";

export interface ConsentPoint extends Proof {
  /** Customers who have this address, for the note of who looked. */
  customers: string[];
  /** Our number that the carrier blocks for them: apart from what they agreed to. */
  blockedBy: string | null;
}

/** One address with everything it ever said, whose it is, and whether the carrier lets us through. */
export async function readConsentPoint(shop: Reader, keyId: string): Promise<ConsentPoint | null> {
  const proof = await readProof(shop, keyId);
  if (!proof) return null;
  const holders = await shop.sql<{ customerId: string }>`
    select distinct "customerId" from "ContactPoint"
    where "shopId" = ${shop.id} and kind = any(${[...CONTACT_KINDS]}) and value = ${proof.address}
    order by "customerId" limit 20`;
  return {
    ...proof,
    entries: await withNames(shop, proof.entries),
    customers: holders.map(({ customerId }) => customerId),
    blockedBy: await findBlockedBy(shop, proof.address),
  };
}

/** The ledger keeps the id of who of the team it was: whoever reads it wants the name, also of somebody who left. */
async function withNames(shop: Reader, entries: ProofEntry[]): Promise<ProofEntry[]> {
  const ids = entries.flatMap(({ evidence }) =>
    typeof evidence.staffId === "string" ? evidence.staffId : [],
  );
  if (!ids.length) return entries;
  const rows = await shop.sql<{ id: string; name: string }>`
    select id, name from "StaffMember" where "shopId" = ${shop.id} and id = any(${ids})`;
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return entries.map((entry) => {
    const recordedBy = entry.evidence.recordedBy ?? names.get(String(entry.evidence.staffId));
    return recordedBy ? { ...entry, evidence: { ...entry.evidence, recordedBy } } : entry;
  });
}
