import { goOnRegistering } from "#app/channels/go-on-registering.ts";
import { earlier, HOUR } from "#app/clock.ts";
import { readShop } from "#app/db.server.ts";
import { refreshTollFree } from "#app/desk/verify-toll-free.ts";
import { installedShops } from "#app/shop/installed-shops.server.ts";

/** What Twilio calls back about is asked for this much later: a callback may be lost. */
const NET = 6 * HOUR;

/** Job `watchRegistrations`, by schedule: of brands, campaigns and toll-free numbers Twilio tells by mail alone. */
export async function watchRegistrations(): Promise<void> {
  for await (const shopId of installedShops()) {
    const open = await readShop(
      shopId,
      (shop) => shop.sql<Open>`
      select c.id, r."accountId" is not null as "isLocal" from "ChannelAccount" c
      left join "SenderRegistration" r on r."shopId" = c."shopId" and r."accountId" = c.id
        and r.state in ('working', 'waiting') and not (r.state = 'waiting'
          and r.step in ('profile-approved', 'bundle-approved') and r."checkedAt" > ${earlier(shop.at, NET)})
      where c."shopId" = ${shopId} and c.provider = 'twilio' and c."removedAt" is null
        and (r."accountId" is not null or c.settings #>> '{tollFree,status}' in ('PENDING_REVIEW', 'IN_REVIEW'))`,
    );
    for (const { id, isLocal } of open)
      await (isLocal ? goOnRegistering(shopId, { accountId: id }) : refreshTollFree(shopId, id));
  }
}

interface Open {
  id: string;
  /** A local number's, with brand and campaign; else a toll-free number's. */
  isLocal: boolean;
}
