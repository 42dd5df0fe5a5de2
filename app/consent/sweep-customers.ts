import { consentHash } from "#app/consent/consent-address.ts";
import { judgeTold } from "#app/consent/judge-told.ts";
import { keepCustomer } from "#app/consent/keep-customer.ts";
import { SECOND } from "#app/clock.ts";
import type { ToldConsent } from "#app/customers/customer-record.ts";
import { type SweptCustomer, sweepOfPeople } from "#app/customers/sweep-people.ts";
import type { Reader } from "#app/db.server.ts";
import type { Fact, Sweep } from "#app/shop/sweeps/sweep.ts";

const TOPICS = {
  sms: "customers_marketing_consent/update",
  email: "customers_email_marketing_consent/update",
  whatsapp: "customers_whats_app_marketing_consent/update",
};

/** Customers, and what Shopify keeps of their consent: a no whose webhook was lost must not stay lost. */
export const sweepOfCustomers: Sweep<SweptCustomer> = {
  ...sweepOfPeople,
  topics: [...sweepOfPeople.topics, TOPICS.sms, TOPICS.email],
  compare: async (shop, swept) => {
    const people = await sweepOfPeople.compare(shop, swept);
    const compared = new Set(people.map(({ recordId }) => recordId));
    return [
      ...people,
      ...(await compareConsents(
        shop,
        swept.filter(({ id }) => compared.has(id)),
      )),
    ];
  },
  mirror: (shop, { record }) => keepCustomer(shop, record),
};

interface Standing {
  addressHash: string;
  state: string;
  since: Date;
}

async function compareConsents(shop: Reader, swept: SweptCustomer[]): Promise<Fact[]> {
  const told = swept.flatMap(({ id, record }) =>
    (record.consents ?? []).flatMap((consent) =>
      consent.address ? [{ id, consent, address: consent.address }] : [],
    ),
  );
  const hashes = told.map(({ consent, address }) => consentHash(consent.channel, address));
  const standing = await shop.sql<Standing>`
    select "addressHash", state, since from "ConsentState"
    where "shopId" = ${shop.id} and purpose = 'marketing' and "addressHash" = any(${hashes})`;
  const byHash = new Map(standing.map((row) => [row.addressHash, row]));
  return told.flatMap(({ id, consent }, index) => factOf(shop, id, consent, byHash.get(hashes[index]!)));
}

/** A reading only fills in and lowers (keep-told-consent.ts): of a yes that it may not raise it says nothing. */
function factOf(shop: Reader, recordId: string, consent: ToldConsent, stands: Standing | undefined): Fact[] {
  const verdict = judgeTold(consent, shop.at);
  if (!verdict || !consent.at) return [];
  const isKnown = stands !== undefined && second(stands.since) >= second(consent.at);
  const mayKeep = stands ? verdict.state === "revoked" : !verdict.onlyLowers;
  if (!isKnown && !mayKeep) return [];
  return [{ recordId, topic: TOPICS[consent.channel], at: consent.at, isKnown }];
}

const second = (at: Date): number => Math.floor(at.getTime() / SECOND);
