import { customerFromAdmin } from "#app/customers/customer-from-admin.ts";
import type { CustomerRecord } from "#app/customers/customer-record.ts";
import { findForgotten } from "#app/customers/forgotten.ts";
import { mirrorCustomer } from "#app/customers/mirror-customer.ts";
import type { Reader } from "#app/db.server.ts";
import { withheldBelow } from "#app/shopify/admin-answer.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { CustomersPage } from "#app/shopify/operations/customers.graphql.ts";
import type { Fact, Sweep } from "#app/shop/sweeps/sweep.ts";

export interface SweptCustomer {
  id: string;
  record: CustomerRecord;
  createdAt: Date;
}

/** Customers by their own `updated_at`: who they are. What they consented to is added in consent/sweep-customers.ts. */
export const sweepOfPeople: Sweep<SweptCustomer> = {
  kind: "customers",
  topics: ["customers/create", "customers/update"],
  read: readChangedCustomers,
  compare: compareCustomers,
  mirror: (shop, { record }) => mirrorCustomer(shop, record),
};

const CUSTOMERS_A_PAGE = 100;

async function readChangedCustomers(shopId: string, { since, after }: { since: Date; after: string | null }) {
  const answer = await askAdmin(shopId, CustomersPage, {
    first: CUSTOMERS_A_PAGE,
    after,
    query: `updated_at:>='${since.toISOString()}'`,
    sortKey: "UPDATED_AT",
  });
  if (!answer.ok) return answer;
  const { nodes, pageInfo } = answer.data.customers;
  const records = nodes.map((node, index) => ({
    record: {
      ...customerFromAdmin(node, withheldBelow(answer.redacted, `customers.nodes.${index}`)),
      isLive: true,
    },
    createdAt: new Date(node.createdAt),
  }));
  return {
    ok: true as const,
    records: records.map((one) => ({ ...one, id: one.record.id })),
    after: pageInfo.hasNextPage ? pageInfo.endCursor : null,
  };
}

async function compareCustomers(shop: Reader, swept: SweptCustomer[]): Promise<Fact[]> {
  const ids = swept.map(({ id }) => id);
  const forgotten = await findForgotten(shop, "customer", ids);
  const known = await readKnown(shop, ids);
  return swept
    .filter(({ id }) => !forgotten.has(id) && !known.get(id)?.deletedAt)
    .map((one) => factOf(one, known.get(one.id)));
}

interface KnownCustomer {
  shopifyId: string;
  sourceUpdatedAt: Date | null;
  deletedAt: Date | null;
  firstName: string | null;
  lastName: string | null;
  country: string | null;
  province: string | null;
  /** Every phone number and email address we have of them. */
  contacts: string[];
}

async function readKnown(shop: Reader, ids: string[]): Promise<Map<string, KnownCustomer>> {
  const rows = await shop.sql<KnownCustomer>`
    select "shopifyId", "sourceUpdatedAt", "deletedAt", "firstName", "lastName", country, province,
      array(select value from "ContactPoint" p where p."shopId" = c."shopId" and p."customerId" = c.id) as contacts
    from "Customer" c where "shopId" = ${shop.id} and "shopifyId" = any(${ids})`;
  return new Map(rows.map((row) => [row.shopifyId, row]));
}

/**
 * Shopify moves a customer's `updated_at` with each of their orders, which no `customers/update` tells: such a change
 * is mirrored, and counted only where something differs that the webhook tells.
 */
function factOf({ id, record, createdAt }: SweptCustomer, known: KnownCustomer | undefined): Fact {
  if (!known?.sourceUpdatedAt)
    return { recordId: id, topic: "customers/create", at: createdAt, isKnown: false };
  const lead = known.sourceUpdatedAt.getTime() - record.updatedAt.getTime();
  const isOther = lead <= 0 && differs(known, record);
  // Shopify's times are whole seconds: two states of one second may differ, and this one was read live.
  const isKnown = lead > 0 || (lead === 0 && !isOther);
  return {
    recordId: id,
    topic: isKnown || isOther ? "customers/update" : null,
    at: record.updatedAt,
    isKnown,
  };
}

const differs = (known: KnownCustomer, record: CustomerRecord): boolean =>
  (["firstName", "lastName", "country", "province"] as const).some(
    (field) => record[field] !== undefined && record[field] !== known[field],
  ) || [record.email, record.phone].some((contact) => contact && !known.contacts.includes(contact));
