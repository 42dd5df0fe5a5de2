import { INSTALLATION_MAIL } from "#app/channels/channel.ts";
import { findAccount } from "#app/conversations/reach.ts";
import type { Shop } from "#app/db.server.ts";
import { OFFICE_HOURS } from "#app/shop/business-hours.ts";
import { readSettings } from "#app/shop/settings.ts";

export interface Setup {
  /** When a theme of the shop last spoke to us; null: the chat is not switched on. */
  embedSeenAt: string | null;
  hasSms: boolean;
  hasEmail: boolean;
  /** People of the team, invited ones too. */
  teamSize: number;
  /** The hours are not those that every shop starts with. */
  hasOwnHours: boolean;
}

/** What is set up, and what is left for the merchant to do. */
export async function readSetup(shop: Shop): Promise<Setup> {
  const settings = await readSettings(shop);
  const { timeZone: _, ...hours } = settings.businessHours;
  const { timeZone: __, ...opening } = OFFICE_HOURS;
  const email = await findAccount(shop, "email");
  return {
    embedSeenAt: settings.embedSeenAt?.toISOString() ?? null,
    hasSms: (await findAccount(shop, "sms")) !== null,
    hasEmail: email !== null && email !== INSTALLATION_MAIL,
    teamSize: await shop.tx.staffMember.count({ where: { shopId: shop.id, removedAt: null } }),
    hasOwnHours: JSON.stringify(hours) !== JSON.stringify(opening),
  };
}
