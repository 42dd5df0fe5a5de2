import { customerFromAdmin } from "#app/customers/customer-from-admin.ts";
import { customerUpsert } from "#app/customers/customer-upsert.ts";
import { dropForgotten } from "#app/customers/forgotten.ts";
import type { Shop } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { newId } from "#app/id.ts";
import { type Batch, type Importer, stage } from "#app/shopify/bulk/importer.ts";
import { CUSTOMER_FACTS } from "#app/shopify/operations/customers.graphql.ts";
import type { CustomerFactsFragment } from "#app/shopify/operations/types.generated.ts";

/** Customers with what reaches them, as mirrorCustomer keeps them one by one. */
export const importCustomers: Importer = {
  kind: "customers",
  words: "customers",
  scopes: ["read_customers"],
  after: [],
  query: () => `
    query ImportCustomers { customers(sortKey: UPDATED_AT, reverse: true) { edges { node { ...CustomerFacts } } } }
    ${CUSTOMER_FACTS}`,
  stages: [
    stage({
      type: "Customer",
      table: "staged_customer",
      columns: {
        id: "text",
        shopifyId: "text",
        firstName: "text",
        lastName: "text",
        locale: "text",
        country: "text",
        province: "text",
        note: "text",
        tags: "text[]",
        ordersCount: "int",
        spent: "text",
        spentCurrency: "text",
        email: "text",
        phone: "text",
        updatedAt: "timestamptz",
      },
      row: (node: CustomerFactsFragment) => {
        const { id: shopifyId, totals, ...record } = customerFromAdmin(node);
        return {
          id: newId(),
          shopifyId,
          firstName: record.firstName,
          lastName: record.lastName,
          locale: record.locale,
          country: record.country,
          province: record.province,
          note: record.note,
          tags: record.tags,
          ordersCount: totals?.orders,
          spent: totals?.spent.amount,
          spentCurrency: totals?.spent.currency,
          email: record.email,
          phone: record.phone,
          updatedAt: record.updatedAt,
        };
      },
    }),
  ],
  upsert: upsertCustomers,
};

async function upsertCustomers(shop: Shop, { askedAt }: Batch): Promise<void> {
  await dropForgotten(shop, "customer", { table: "staged_customer", column: "shopifyId" });
  // Of one second, what changed before the question was asked is in the file whole; what changed since may not be.
  await writeCustomers(shop, Prisma.sql`"updatedAt" < ${askedAt}`, { isLive: true });
  await writeCustomers(shop, Prisma.sql`"updatedAt" >= ${askedAt}`, { isLive: false });
}

const TOLD = {
  firstName: true,
  lastName: true,
  place: true,
  note: true,
  tags: true,
  totals: true,
  loyalty: false,
};

async function writeCustomers(shop: Shop, which: Prisma.Sql, { isLive }: { isLive: boolean }): Promise<void> {
  const rows = Prisma.sql`
    select distinct on ("shopifyId") ${shop.id}, id, "shopifyId", "firstName", "lastName", locale, country, province,
      note, array(select tag from unnest(tags) tag order by tag), "updatedAt", "ordersCount", spent, "spentCurrency",
      "updatedAt", null::jsonb, null::timestamptz, "updatedAt", ${shop.at}::timestamptz
    from staged_customer where ${which} order by "shopifyId", "updatedAt" desc`;
  const written = await shop.sql<{ id: string; shopifyId: string; sourceUpdatedAt: Date }>`
    ${customerUpsert(rows, TOLD, { isLive })}`;
  if (written.length) await keepContacts(shop, written);
}

/** As mirrorCustomer does: claims that nobody has proven. Those of a newer word than the file's stay. */
async function keepContacts(
  shop: Shop,
  written: { id: string; shopifyId: string; sourceUpdatedAt: Date }[],
): Promise<void> {
  const told = Prisma.sql`
    select w.id "customerId", kind, value
    from jsonb_to_recordset(${JSON.stringify(written)}::jsonb)
      as w(id text, "shopifyId" text, "sourceUpdatedAt" timestamptz)
    join staged_customer s on s."shopifyId" = w."shopifyId" and s."updatedAt" = w."sourceUpdatedAt"
    cross join lateral (values ('email', s.email), ('phone', s.phone)) contact(kind, value)`;
  await shop.sql`
    delete from "ContactPoint" p using (${told}) told
    where p."shopId" = ${shop.id} and p."customerId" = told."customerId" and p.kind = told.kind
      and p.source = 'shopify' and p."verifiedAt" is null and p.value is distinct from told.value`;
  await shop.sql`
    insert into "ContactPoint" ("shopId", id, "customerId", kind, value, source, "createdAt")
    select ${shop.id}, gen_random_uuid()::text, "customerId", kind, value, 'shopify', ${shop.at}
    from (${told}) told where value is not null
    on conflict ("shopId", kind, value, "customerId") do nothing`;
}
