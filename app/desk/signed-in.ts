import type { SignInChannel } from "#app/channels/channel.ts";
import { prisma } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";

/** What came of a sign-in: connected, with the way back to the admin; what to choose from; or why not, in words. */
export type SignedIn =
  | { as: "connected"; adminUrl: string }
  | { as: "choice"; choices: Choice[] }
  | { as: "refused"; say: string };

/** A Page or a number, as it is shown, and its offer (sign-in-offer.ts). */
export interface Choice {
  label: string;
  offer: string;
}

export const refuse = (say: string): SignedIn => ({ as: "refused", say });

/** Who began it was an owner up to an hour ago, and is none any more. */
export const NO_OWNER = refuse(
  "Only an owner of your Threadline team can connect a channel, so nothing is connected. Ask an owner to begin again in the settings.",
);

/** Back into Shopify's admin, which opens us there. */
export async function connected(shopId: string, channel: SignInChannel): Promise<SignedIn> {
  const { domain } = await prisma.shop.findUniqueOrThrow({ where: { id: shopId }, select: { domain: true } });
  const store = domain.replace(".myshopify.com", "");
  const app = `https://admin.shopify.com/store/${store}/apps/${env.SHOPIFY_API_KEY}`;
  return { as: "connected", adminUrl: `${app}/app/settings/channels/${channel}` };
}
