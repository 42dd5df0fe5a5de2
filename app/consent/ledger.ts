import type { Shop } from "#app/db.server.ts";
import type { Prisma } from "#app/generated/prisma/client.ts";
import { newId } from "#app/id.ts";

export type ConsentPurpose = "marketing" | "service";
export type ConsentStanding = "granted" | "pending" | "revoked";

export interface ConsentFact {
  channel: "sms" | "email";
  /** E.164 or lower-case address. */
  address: string;
  purpose: ConsentPurpose;
  state: ConsentStanding;
  /** Shopify's `marketingOptInLevel`: SINGLE_OPT_IN, CONFIRMED_OPT_IN, UNKNOWN. */
  level?: string;
  /** Who said so: `keyword`, `carrier`, `shopify`, `staff`, `storefront`. */
  source: string;
  /** The proof: words shown, words written, message id, IP. Append-only. */
  evidence: Prisma.InputJsonObject;
  /** When it was said, by the source's clock. */
  at: Date;
}

/**
 * Appends to the ledger and moves what it says now, unless a newer fact already stands (newest wins by the source's
 * time; at the same instant a revocation wins). The state row stays locked until the transaction ends, so a send that
 * is being decided waits for it.
 */
export async function recordConsent(shop: Shop, fact: ConsentFact): Promise<void> {
  const { channel, address, purpose, state, level = null, source, evidence, at } = fact;
  await shop.tx.consentEntry.create({
    data: {
      shopId: shop.id,
      id: newId(),
      channel,
      address,
      purpose,
      state,
      level,
      source,
      evidence,
      at,
      writtenAt: shop.at,
    },
  });
  await shop.sql`
    insert into "ConsentState" ("shopId", channel, address, purpose, state, level, since)
    values (${shop.id}, ${channel}, ${address}, ${purpose}, ${state}, ${level}, ${at})
    on conflict ("shopId", channel, address, purpose) do update
      set state = excluded.state, level = excluded.level, since = excluded.since
      where excluded.since > "ConsentState".since
         or (excluded.since = "ConsentState".since and excluded.state = 'revoked')`;
}

/** What the ledger says now, with the row locked against a change until the transaction ends. Null: never asked. */
export async function standing(
  shop: Shop,
  { channel, address, purpose }: Pick<ConsentFact, "channel" | "address" | "purpose">,
): Promise<ConsentStanding | null> {
  const [row] = await shop.sql<{ state: ConsentStanding }>`
    select state from "ConsentState"
    where "shopId" = ${shop.id} and channel = ${channel} and address = ${address} and purpose = ${purpose}
    for share`;
  return row?.state ?? null;
}
