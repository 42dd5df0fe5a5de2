import { consentHashes } from "#app/consent/consent-address.ts";
import type { Reader } from "#app/db.server.ts";
import type { WholePerson } from "#app/desk/whole-person.ts";

export interface ConsentView {
  channel: string;
  /** In the open: it is one of theirs. */
  address: string;
  purpose: string;
  state: "granted" | "pending" | "held" | "revoked";
  level: string | null;
  source: string | null;
  since: string;
}

/** What the ledger says now of each of a person's addresses, with who said it. */
export async function readConsentsOf(
  shop: Reader,
  { emails, phones }: Pick<WholePerson, "emails" | "phones">,
): Promise<ConsentView[]> {
  const addressOf = new Map<string, string>();
  for (const email of emails) for (const hash of consentHashes("email", email)) addressOf.set(hash, email);
  for (const phone of phones)
    for (const channel of ["sms", "whatsapp"])
      for (const hash of consentHashes(channel, phone)) addressOf.set(hash, phone);
  const rows = await shop.sql<Omit<ConsentView, "address" | "since"> & { addressHash: string; since: Date }>`
    select s.channel, s."addressHash", s.purpose, s.state, s.level, s.since,
      (select e.source from "ConsentEntry" e where e."shopId" = s."shopId" and e.channel = s.channel
        and e."addressHash" = s."addressHash" and e.at = s.since and e.purpose = s.purpose and e.state = s.state
        order by e."writtenAt" limit 1) as source
    from "ConsentState" s where s."shopId" = ${shop.id} and s.channel in ('sms', 'email', 'whatsapp')
      and s."addressHash" = any(${[...addressOf.keys()]}) order by s.channel, s."addressHash", s.purpose`;
  return rows.map(({ addressHash, since, ...row }) => ({
    ...row,
    address: addressOf.get(addressHash)!,
    since: since.toISOString(),
  }));
}
