import { consentHash } from "#app/consent/consent-address.ts";
import type { ConsentFact } from "#app/consent/ledger.ts";
import type { ConsentValue } from "#app/consent/write-consent.ts";
import { formsOf } from "#app/customers/match-key.ts";
import type { Shop } from "#app/db.server.ts";
import { askWrite } from "#app/shopify/writes/ask-write.ts";

/**
 * What somebody told us of marketing goes to Shopify, for every customer there who has that address: with the fact's
 * own rows, so that neither is without the other. Here it holds from this transaction on, whatever Shopify answers.
 */
export async function tellShopify(shop: Shop, fact: ConsentFact): Promise<void> {
  const { channel, address, purpose, state, level = null, source, at } = fact;
  if (purpose !== "marketing" || source === "shopify" || state === "pending" || state === "held") return;
  // WhatsApp's is heard from Shopify and not told there yet (docs/state.md).
  if (channel !== "sms" && channel !== "email") return;
  const addressHash = consentHash(channel, address);
  const after: ConsentValue = {
    state: state === "revoked" ? "UNSUBSCRIBED" : "SUBSCRIBED",
    level: state === "revoked" ? null : known(level),
    at: at.toISOString(),
    addressHash,
  };
  for (const targetId of await holdersOf(shop, channel === "sms" ? "phone" : "email", address)) {
    const key = `consent:${addressHash}:${state}:${after.at}:${targetId}`;
    await askWrite(shop, {
      kind: `customer-${channel}-consent`,
      targetId,
      key,
      before: null,
      after: { ...after },
      askedBy: source,
    });
  }
}

const known = (level: string | null) =>
  level === "SINGLE_OPT_IN" || level === "CONFIRMED_OPT_IN" ? level : "UNKNOWN";

async function holdersOf(shop: Shop, kind: string, address: string): Promise<string[]> {
  const rows = await shop.sql<{ shopifyId: string }>`
    select distinct c."shopifyId" from "ContactPoint" p
    join "Customer" c on c."shopId" = p."shopId" and c.id = p."customerId"
    where p."shopId" = ${shop.id} and p.kind = ${kind} and p.value = any(${formsOf(address)})
      and c."shopifyId" is not null and c."deletedAt" is null`;
  return rows.map(({ shopifyId }) => shopifyId);
}
