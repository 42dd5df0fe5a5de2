import type { Channel } from "#app/channels/channel.ts";
import { namesOn } from "#app/consent/names-on.ts";
import { customersOf, personOf } from "#app/customers/person-of.ts";
import type { Shop } from "#app/db.server.ts";

interface Where {
  channel: Channel;
  address: string;
  customerId: string;
}

/**
 * Which addresses a no is about: the one it came from, unless it names another way ("stop emailing me", by text), which
 * are then all of theirs of that kind, of everybody who is one person to staff: a no is shared, a yes is not (decisions/018).
 * Where they have none, the one it came from after all.
 */
export async function otherAddresses(
  shop: Shop,
  { channel, address, customerId }: Where,
  scope: "here" | "texts" | "emails",
): Promise<{ channel: Channel; address: string }[]> {
  const here = (await namesOn(shop, { channel, address })).map((name) => ({ channel, address: name }));
  const isMeantHere = scope === "here" || (scope === "emails" ? channel === "email" : channel === "sms");
  if (isMeantHere) return here;
  const customers = await customersOf(shop, await personOf(shop, customerId));
  const rows = await shop.sql<{ address: string }>`
    select distinct value as address from "ContactPoint"
    where "shopId" = ${shop.id} and "customerId" = any(${customers}) and kind = ${scope === "emails" ? "email" : "phone"}`;
  const meant = scope === "emails" ? ("email" as const) : ("sms" as const);
  const others = rows.map((row) => ({ channel: meant, address: row.address }));
  // "Texts" may mean the messages of this very channel.
  return scope === "texts" || !others.length ? [...here, ...others] : others;
}
