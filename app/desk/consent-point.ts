import { findBlockedBy } from "#app/consent/blocked-number.ts";
import { type Proof, readProof } from "#app/consent/read-proof.ts";
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
    customers: holders.map(({ customerId }) => customerId),
    blockedBy: await findBlockedBy(shop, proof.address),
  };
}
