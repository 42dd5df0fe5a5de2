import { findCheckoutsOf, type OpenCheckout } from "#app/carts/find-checkouts.ts";
import type { Reader } from "#app/db.server.ts";
import { type ConsentView, readConsentsOf } from "#app/desk/consents-of.ts";
import { readWholePerson, type WholePerson } from "#app/desk/whole-person.ts";
import { type ZoneView, zoneOf } from "#app/desk/zone-of.ts";
import type { Money } from "#app/money.ts";
import { findReturnsOf, type KnownReturn } from "#app/returns/find-returns.ts";

/** What a member of staff wants to know of a person while writing to them; the rest stands on their own page. */
export interface PanelFacts {
  customerId: string;
  note: string | null;
  tags: string[];
  totals: { orders: number; spent: Money } | null;
  zone: ZoneView | null;
  /** Of marketing: answers are always allowed until they say no. */
  consents: ConsentView[];
  returns: Pick<KnownReturn, "id" | "name" | "status">[];
  checkout: Pick<OpenCheckout, "total"> | null;
}

/** The facts of a person (`customersOf`, themselves first); `orderIds`: the orders that are shown beside them. */
export async function readPanelFacts(
  shop: Reader,
  customers: string[],
  orderIds: string[],
): Promise<PanelFacts | null> {
  const person = await readWholePerson(shop, customers);
  if (!person) return null;
  const { country = null, province = null, ...account } = (await readAccount(shop, person)) ?? NO_ACCOUNT;
  const { emails, phones, shopifyIds } = person;
  const [checkout] = await findCheckoutsOf(
    shop,
    { shopifyId: shopifyIds[0] ?? null, emails, phones },
    { most: 1 },
  );
  return {
    ...account,
    customerId: person.id,
    zone: await zoneOf({ country, province, phones }, shop.at),
    consents: await readConsentsOf(shop, person),
    returns: (await findReturnsOf(shop, orderIds, { openOnly: true, most: 3 })).map(
      ({ id, name, status }) => ({
        id,
        name,
        status,
      }),
    ),
    checkout: checkout ? { total: checkout.total } : null,
  };
}

interface Account extends Pick<PanelFacts, "note" | "tags" | "totals"> {
  country?: string | null;
  province?: string | null;
}

const NO_ACCOUNT: Account = { note: null, tags: [], totals: null };

/** The account at Shopify that stands for the person. */
async function readAccount(shop: Reader, { shopifyIds, id }: WholePerson): Promise<Account | null> {
  const [row] = await shop.sql<Account>`
    select note, tags, country, province, case when "ordersCount" is not null then json_build_object(
      'orders', "ordersCount", 'spent', json_build_object('amount', spent, 'currency', "spentCurrency")) end as totals
    from "Customer" where "shopId" = ${shop.id}
      and ("shopifyId" = ${shopifyIds[0] ?? ""} or (id = ${id} and ${shopifyIds.length === 0}))`;
  return row ?? null;
}
