import { pagesOfCode } from "#app/channels/facebook-login.server.ts";
import { grantOfCode } from "#app/channels/instagram-login.server.ts";
import { prisma } from "#app/db.server.ts";
import { connectInstagram } from "#app/desk/connect-instagram.ts";
import { connectMessenger } from "#app/desk/connect-messenger.ts";
import { backFromSignIn, offerPage, readOffer, shopOfSignIn } from "#app/desk/meta-sign-in.ts";
import { env } from "#app/env.server.ts";

/** What came of a sign-in: connected, with the way back to the admin; Pages to choose from; or why not, in words. */
export type SignedIn =
  | { as: "connected"; adminUrl: string }
  | { as: "choice"; pages: { name: string; offer: string }[] }
  | { as: "refused"; say: string };

const STALE: SignedIn = {
  as: "refused",
  say: "This sign-in is too old or was not begun in Threadline. Begin it again in the settings.",
};

/** Meta has sent the merchant back: with one Page it is connected, of several they choose. */
export async function finishFacebook(query: URLSearchParams, at: Date): Promise<SignedIn> {
  const shopId = shopOfSignIn(query.get("state") ?? "", "messenger", at);
  if (!shopId) return STALE;
  const code = query.get("code");
  if (!code) return refuse("Facebook was not given leave, so nothing is connected.");
  const pages = await pagesOfCode(code, backFromSignIn("messenger"));
  if (!pages.ok) return refuse(`Facebook did not finish the sign-in: ${pages.fault.words}`);
  const [only, ...others] = pages.data;
  if (!only) return refuse("You manage no Page on Facebook, or chose none while signing in.");
  if (!others.length) return connectPage(shopId, only.token);
  const offers = pages.data.map((page) => ({ name: page.name, offer: offerPage(shopId, page, at) }));
  return { as: "choice", pages: offers };
}

/** The Page that was chosen of several. */
export async function takeOffer(sealed: string, at: Date): Promise<SignedIn> {
  const offer = readOffer(sealed, at);
  return offer ? connectPage(offer.shopId, offer.token) : STALE;
}

export async function finishInstagram(query: URLSearchParams, at: Date): Promise<SignedIn> {
  const shopId = shopOfSignIn(query.get("state") ?? "", "instagram", at);
  if (!shopId) return STALE;
  const code = query.get("code");
  if (!code) return refuse("Instagram was not given leave, so nothing is connected.");
  const grant = await grantOfCode(code, backFromSignIn("instagram"), at);
  if (!grant.ok) return refuse(`Instagram did not finish the sign-in: ${grant.fault.words}`);
  const answer = await connectInstagram(shopId, grant.data);
  return answer.connected ? connected(shopId, "instagram") : refuse(answer.say);
}

async function connectPage(shopId: string, token: string): Promise<SignedIn> {
  const answer = await connectMessenger(shopId, token);
  return answer.connected ? connected(shopId, "messenger") : refuse(answer.say);
}

const refuse = (say: string): SignedIn => ({ as: "refused", say });

/** Back into Shopify's admin, which opens us there. */
async function connected(shopId: string, channel: string): Promise<SignedIn> {
  const { domain } = await prisma.shop.findUniqueOrThrow({ where: { id: shopId }, select: { domain: true } });
  const store = domain.replace(".myshopify.com", "");
  const app = `https://admin.shopify.com/store/${store}/apps/${env.SHOPIFY_API_KEY}`;
  return { as: "connected", adminUrl: `${app}/app/settings/channels/${channel}` };
}
