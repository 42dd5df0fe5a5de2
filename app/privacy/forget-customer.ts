import { forgetConsentAddresses } from "#app/consent/ledger.ts";
import { layTombstones } from "#app/customers/forgotten.ts";
import type { Shop } from "#app/db.server.ts";
import { askToDropBytes } from "#app/files/loose-bytes.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { writeEvent } from "#app/jobs/events.ts";
import { detachOthers } from "#app/privacy/detach-others.ts";
import { addressesOf, findPerson, type Person } from "#app/privacy/find-person.ts";
import { forgetTraces } from "#app/privacy/forget-traces.ts";
import { hashOfSubject, noteRequest, type Subject, settleRequest } from "#app/privacy/privacy-request.ts";
import { ROWS_OF_PERSON } from "#app/privacy/rows-of-person.ts";
import { shareNos } from "#app/privacy/share-nos.ts";

/**
 * `customers/redact`: everything about one person goes in one transaction. What stays is keyed hashes: of Shopify's
 * ids, so that late news brings nothing back, and of addresses in the consent ledger, so that a STOP holds for ever.
 * Again is the same as once.
 */
export async function forgetCustomer(shop: Shop, subject: Subject): Promise<void> {
  const key = `customer-redact:${hashOfSubject(shop, subject)}`;
  const id = await noteRequest(shop, { key, kind: "customer-redact", subject });
  const person = await findPerson(shop, subject);
  await layTombstones(shop, "customer", person.shopifyIds);
  await layTombstones(shop, "order", [...subject.orders, ...person.orders]);
  await layTombstones(shop, "checkout", person.checkouts);
  // Traces first: queued jobs and set-aside work are found by rows that are about to go.
  await forgetTraces(shop, person);
  await detachOthers(shop, person);
  await shareNos(shop, person.accounts);
  await forgetRows(shop, person);
  await askToDropBytes(shop);
  await forgetConsentAddresses(shop, addressesOf(person));
  await forgetExports(shop, person.shopifyIds);
  await settleRequest(shop, id);
  await writeEvent(shop, { name: "customer.forgotten" });
}

async function forgetRows(shop: Shop, person: Person): Promise<void> {
  for (const { table, where } of ROWS_OF_PERSON)
    await shop.sql`
      delete from ${Prisma.raw(`"${table}"`)} mine where "shopId" = ${shop.id} and ${where(person)}`;
}

/** What was gathered for an earlier request of theirs. The request itself names nobody from here on, and stays. */
async function forgetExports(shop: Shop, shopifyIds: string[]): Promise<void> {
  const hashes = shopifyIds.map((shopifyId) => hashOfSubject(shop, { shopifyId }));
  await shop.sql`
    update "PrivacyRequest" set export = null, "exportUntil" = null, "shopifyId" = null
    where "shopId" = ${shop.id} and "customerHash" = any(${hashes})`;
}
