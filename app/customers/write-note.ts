import { z } from "zod";
import type { CustomerRecord } from "#app/customers/customer-record.ts";
import { mirrorCustomer } from "#app/customers/mirror-customer.ts";
import { readCustomerLive } from "#app/customers/read-customer-live.ts";
import { gidOf } from "#app/id.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { ChangeCustomerNote } from "#app/shopify/operations/customer-changes.graphql.ts";
import type { Writer } from "#app/shopify/writes/shopify-write.ts";

/** Shopify's note about a customer; an empty text is none. Written only over the note that the member of staff saw. */
export const noteWriter: Writer<string, CustomerRecord> = {
  value: z.string(),
  read: readCustomerLive,
  weigh({ before, after }, read) {
    const now = sameLines(read.note);
    if (now === sameLines(after)) return { do: "nothing" };
    if (now === sameLines(before)) return { do: "change" };
    return { do: "stop", as: "conflict", because: "The note was changed in Shopify meanwhile." };
  },
  change: (shopId, { targetId, after }) =>
    askAdmin(shopId, ChangeCustomerNote, { id: gidOf("Customer", targetId), note: after }),
  show: (read) => read.note ?? "",
  keep: mirrorCustomer,
};

/** Forms send line ends as CR LF, and Shopify trims. */
export const sameLines = (note: string | null | undefined): string =>
  (note ?? "").replaceAll("\r\n", "\n").trim();
