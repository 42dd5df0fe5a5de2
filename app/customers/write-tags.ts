import { z } from "zod";
import type { CustomerRecord } from "#app/customers/customer-record.ts";
import { mirrorCustomer } from "#app/customers/mirror-customer.ts";
import { readCustomerLive } from "#app/customers/read-customer-live.ts";
import { gidOf } from "#app/id.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { AddCustomerTags, RemoveCustomerTags } from "#app/shopify/operations/customer-changes.graphql.ts";
import type { Writer } from "#app/shopify/writes/shopify-write.ts";

const tagChange = z.object({ add: z.array(z.string()), remove: z.array(z.string()) });
export type TagChange = z.output<typeof tagChange>;

/** Tags to add and to take away: what others change at the same time stays, so there is no conflict to have. */
export const tagWriter: Writer<TagChange, CustomerRecord> = {
  value: tagChange,
  read: readCustomerLive,
  weigh({ after }, read) {
    const { add, remove } = outstanding(after, read.tags ?? []);
    return add.length || remove.length ? { do: "change" } : { do: "nothing" };
  },
  async change(shopId, { targetId, after }, read) {
    const id = gidOf("Customer", targetId);
    const { add, remove } = outstanding(after, read.tags ?? []);
    const added = add.length ? await askAdmin(shopId, AddCustomerTags, { id, tags: add }) : NOTHING;
    if (!added.ok || !remove.length) return added;
    return askAdmin(shopId, RemoveCustomerTags, { id, tags: remove });
  },
  show: (read) => read.tags ?? [],
  keep: mirrorCustomer,
};

const NOTHING = { ok: true as const, data: null, redacted: [] };

/** What of the change Shopify does not have yet. Its tags know no capitals. */
function outstanding({ add, remove }: TagChange, tags: string[]): TagChange {
  const has = new Set(tags.map((tag) => tag.toLowerCase()));
  return {
    add: add.filter((tag) => !has.has(tag.toLowerCase())),
    remove: remove.filter((tag) => has.has(tag.toLowerCase())),
  };
}
