import { consentHashes } from "#app/consent/consent-address.ts";
import type { Reader } from "#app/db.server.ts";
import { unseal, unsealUnder } from "#app/seal.server.ts";
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
  /** Opens the proof in the consent centre; null where it is not there any more. */
  proofId: string | null;
  /** What they wrote themselves, where it was by their words. */
  words: string | null;
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
  const rows = await shop.sql<Row>`
    select s.channel, s."addressHash", s.purpose, s.state, s.level, s.since, said.source, said.sealed,
      k.id as "proofId", k."sealedKey"
    from "ConsentState" s
    left join "ConsentKey" k on k."shopId" = s."shopId" and k.channel = s.channel and k."addressHash" = s."addressHash"
    left join lateral (select e.source, case when e."keyId" = k.id then e.sealed end as sealed from "ConsentEntry" e
      where e."shopId" = s."shopId" and e.channel = s.channel and e."addressHash" = s."addressHash"
        and e.at = s.since and e.purpose = s.purpose and e.state = s.state
      order by e."writtenAt" limit 1) said on true
    where s."shopId" = ${shop.id} and s.channel in ('sms', 'email', 'whatsapp')
      and s."addressHash" = any(${[...addressOf.keys()]}) order by s.channel, s."addressHash", s.purpose`;
  return rows.map(({ addressHash, since, sealed, sealedKey, ...row }) => ({
    ...row,
    address: addressOf.get(addressHash)!,
    since: since.toISOString(),
    words: sealed && sealedKey ? wordsIn(unsealUnder(unseal(sealedKey), sealed)) : null,
  }));
}

interface Row extends Omit<ConsentView, "address" | "since" | "words"> {
  addressHash: string;
  since: Date;
  sealed: Buffer | null;
  sealedKey: Buffer | null;
}

/** The caller shows a customer whose opening is noted (privacy/note-access.ts). */
function wordsIn(opened: Buffer): string | null {
  const { evidence } = JSON.parse(opened.toString()) as { evidence: { words?: unknown } };
  return typeof evidence.words === "string" ? evidence.words : null;
}
