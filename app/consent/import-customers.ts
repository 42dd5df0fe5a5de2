import { keepToldConsents, type Told } from "#app/consent/keep-told-consent.ts";
import { customerFromAdmin } from "#app/customers/customer-from-admin.ts";
import type { ToldConsent } from "#app/customers/customer-record.ts";
import { importCustomers } from "#app/customers/import-customers.ts";
import type { Shop } from "#app/db.server.ts";
import type { Importer, Stage } from "#app/shopify/bulk/importer.ts";
import type { CustomerFactsFragment } from "#app/shopify/operations/types.generated.ts";

/** Customers, and what Shopify keeps of their consent: an import fills in and lowers, and never raises (R21). */
export const importCustomersWhole: Importer = {
  ...importCustomers,
  stages: importCustomers.stages.map(withConsents),
  upsert: async (shop, batch) => {
    await importCustomers.upsert(shop, batch);
    await keepStaged(shop);
  },
};

function withConsents(people: Stage): Stage {
  return {
    ...people,
    columns: { ...people.columns, consents: "jsonb" },
    values(node, parent) {
      const row = people.values(node, parent);
      return row && [...row, worthKeeping(node as unknown as CustomerFactsFragment)];
    },
  };
}

/** Most of a million customers never said anything: of those nothing is staged. */
function worthKeeping(node: CustomerFactsFragment): ToldConsent[] | null {
  const said = (customerFromAdmin(node).consents ?? []).filter(({ state }) => state && !NEVER.has(state));
  return said.length ? said : null;
}

const NEVER = new Set(["NOT_SUBSCRIBED", "NEVER_SUBSCRIBED", "REDACTED", "INVALID"]);

/** Whom we were asked to forget the import of customers has taken from the stage. */
async function keepStaged(shop: Shop): Promise<void> {
  const rows = await shop.sql<{ customerId: string; consents: StagedConsent[] }>`
    select "shopifyId" as "customerId", consents from staged_customer where consents is not null`;
  const told: Told[] = rows.flatMap(({ customerId, consents }) =>
    consents.map(({ at, ...rest }) => ({ customerId, consent: { ...rest, at: at ? new Date(at) : null } })),
  );
  await keepToldConsents(shop, told, "reading");
}

/** As it came through JSON. */
type StagedConsent = Omit<ToldConsent, "at"> & { at: string | null };
