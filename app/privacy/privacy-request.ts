import { z } from "zod";
import { normaliseEmail } from "#app/customers/email.ts";
import { forgottenHash } from "#app/customers/forgotten.ts";
import { normalisePhone } from "#app/customers/phone.ts";
import type { Reader, Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";
import { listOf, readId, recordOf, text } from "#app/payload.ts";

/** Whom a request of Shopify's is about. */
export interface Subject {
  shopifyId: string;
  email: string | null;
  phone: string | null;
  /** Shopify's ids of the orders that it names. */
  orders: string[];
  /** Shopify's id of a data request. */
  requestId: string | null;
}

/** Reads `customers/data_request` and `customers/redact`. Null where no customer is named. */
export function subjectFromWebhook(payload: unknown): Subject | null {
  const read = shape.safeParse(payload);
  const customer = read.success ? read.data.customer : null;
  const shopifyId = readId(null, customer?.id);
  if (!read.success || !customer || !shopifyId) return null;
  const { orders_requested, orders_to_redact, data_request } = read.data;
  return {
    shopifyId,
    email: normaliseEmail(customer.email),
    phone: normalisePhone(customer.phone, null),
    orders: [...orders_requested, ...orders_to_redact].filter((id) => readId(null, id) !== null) as string[],
    requestId: data_request?.id ?? null,
  };
}

const shape = z.object({
  customer: recordOf({ id: text, email: text, phone: text }),
  orders_requested: listOf(text),
  orders_to_redact: listOf(text),
  data_request: recordOf({ id: text }),
});

export type RequestKind = "data-request" | "customer-redact" | "shop-redact";

/** Writes a request down once, under its key. Returns its id. */
export async function noteRequest(
  shop: Shop,
  { key, kind, subject = null }: { key: string; kind: RequestKind; subject?: Subject | null },
): Promise<string> {
  const customerHash = subject && hashOfSubject(shop, subject);
  // Who asks to be forgotten is not written down to be forgotten later.
  const shopifyId = kind === "data-request" ? (subject?.shopifyId ?? null) : null;
  await shop.sql`
    insert into "PrivacyRequest" ("shopId", id, key, kind, "customerHash", "shopifyId", state, "receivedAt")
    values (${shop.id}, ${newId()}, ${key}, ${kind}, ${customerHash}, ${shopifyId}, 'waiting', ${shop.at})
    on conflict ("shopId", key) do nothing`;
  const [row] = await shop.sql<{ id: string }>`
    select id from "PrivacyRequest" where "shopId" = ${shop.id} and key = ${key}`;
  return row!.id;
}

export const hashOfSubject = (shop: Reader, { shopifyId }: Pick<Subject, "shopifyId">): string =>
  forgottenHash(shop, "customer", shopifyId);

/** Carried out. The first time stands, however often it is done again. */
export async function settleRequest(shop: Shop, id: string): Promise<void> {
  await shop.sql`
    update "PrivacyRequest" set state = 'done', "doneAt" = coalesce("doneAt", ${shop.at})
    where "shopId" = ${shop.id} and id = ${id}`;
}
