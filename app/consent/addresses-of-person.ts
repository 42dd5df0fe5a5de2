import type { Channel } from "#app/channels/channel.ts";
import { customersOf, personOf } from "#app/customers/person-of.ts";
import type { Reader } from "#app/db.server.ts";

export interface TheirAddress {
  channel: Channel;
  address: string;
  /** They were shown to read there, or Shopify has it in their account: nobody else has merely typed it. */
  isProven: boolean;
}

/** Where texts, WhatsApp messages and mail of everybody who is this person to staff go. */
export async function addressesOfPerson(shop: Reader, customerId: string): Promise<TheirAddress[]> {
  const customers = await customersOf(shop, await personOf(shop, customerId));
  const rows = await shop.sql<{ kind: "phone" | "email"; value: string; isProven: boolean }>`
    select p.kind, p.value,
      bool_or(p."verifiedAt" is not null or (p.source = 'shopify' and c."shopifyId" is not null)) as "isProven"
    from "ContactPoint" p join "Customer" c on c."shopId" = p."shopId" and c.id = p."customerId"
    where p."shopId" = ${shop.id} and p."customerId" = any(${customers}) and p.kind in ('phone', 'email')
    group by p.kind, p.value order by p.kind, p.value`;
  return rows.flatMap(({ kind, value: address, isProven }) =>
    CHANNELS_OF[kind].map((channel) => ({ channel, address, isProven })),
  );
}

const CHANNELS_OF = { phone: ["sms", "whatsapp"], email: ["email"] } as const;
