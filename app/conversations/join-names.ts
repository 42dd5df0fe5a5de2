import type { Channel } from "#app/channels/channel.ts";
import { shareNo } from "#app/consent/shared-no.ts";
import { mergePeople } from "#app/conversations/merge-people.ts";
import { personOf } from "#app/customers/person-of.ts";
import type { Identified } from "#app/customers/identify-sender.ts";
import type { Shop } from "#app/db.server.ts";

interface Named {
  channel: Channel;
  /** All that one message vouches for: one account's. */
  names: string[];
}

/**
 * A message came under several names of one account, and not all were known to be. What was refused under one is refused
 * under each. Where we took them for two people, staff see one from now on, unless both have accounts at the shop or
 * staff have parted them (decisions/009).
 */
export async function joinNames(
  shop: Shop,
  { channel, names }: Named,
  { customerId, alsoThem, isNewName }: Identified,
): Promise<void> {
  if (isNewName || alsoThem.length) await shareNo(shop, channel, names);
  for (const other of alsoThem) {
    const from = await findStranger(shop, other, customerId);
    if (from && (await personOf(shop, customerId)) !== from)
      await mergePeople(shop, { from, into: customerId, by: null });
  }
}

/** Who nothing else is known of, and nobody has parted from them. */
async function findStranger(shop: Shop, id: string, from: string): Promise<string | null> {
  const [stranger] = await shop.sql<{ id: string }>`
    select c.id from "Customer" c
    where c."shopId" = ${shop.id} and c.id = ${id} and c."shopifyId" is null and c."mergedIntoId" is null
      and c."partOfId" is null and c."deletedAt" is null and not exists (
        select from "CustomerMerge" m where m."shopId" = c."shopId" and (m."undoneAt" is not null or m.kind = 'split')
          and (m."fromId", m."intoId") in ((${id}, ${from}), (${from}, ${id})))`;
  return stranger?.id ?? null;
}
