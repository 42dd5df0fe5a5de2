import { pagesOfCode } from "#app/channels/facebook-login.server.ts";
import { grantOfCode } from "#app/channels/instagram-login.server.ts";
import { prisma } from "#app/db.server.ts";
import { connectInstagram } from "#app/desk/connect-instagram.ts";
import { connectMessenger } from "#app/desk/connect-messenger.ts";
import {
  backFromSignIn,
  type Began,
  NO_OWNER,
  offerPage,
  readOffer,
  readState,
} from "#app/desk/meta-sign-in.ts";
import { env } from "#app/env.server.ts";
import { mayStill } from "#app/shop/may-still.ts";

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
  const began = readState(query.get("state") ?? "", "messenger", at);
  if (!began) return STALE;
  const code = query.get("code");
  if (!code) return refuse("Facebook was not given leave, so nothing is connected.");
  const pages = await pagesOfCode(code, backFromSignIn("messenger"));
  if (!pages.ok) return refuse(`Facebook did not finish the sign-in: ${pages.fault.words}`);
  const [only, ...others] = pages.data;
  if (!only) return refuse("You manage no Page on Facebook, or chose none while signing in.");
  if (!others.length) return connectPage(began, only.token);
  const offers = pages.data.map((page) => ({ name: page.name, offer: offerPage(began, page, at) }));
  return { as: "choice", pages: offers };
}

/** The Page that was chosen of several. */
export async function takeOffer(sealed: string, at: Date): Promise<SignedIn> {
  const offer = readOffer(sealed, at);
  return offer ? connectPage(offer, offer.token) : STALE;
}

export async function finishInstagram(query: URLSearchParams, at: Date): Promise<SignedIn> {
  const began = readState(query.get("state") ?? "", "instagram", at);
  if (!began) return STALE;
  const code = query.get("code");
  if (!code) return refuse("Instagram was not given leave, so nothing is connected.");
  const grant = await grantOfCode(code, backFromSignIn("instagram"), at);
  if (!grant.ok) return refuse(`Instagram did not finish the sign-in: ${grant.fault.words}`);
  if (!(await mayStill(began.shopId, began.staffId, "manage"))) return refuse(NO_OWNER);
  const answer = await connectInstagram(began.shopId, grant.data);
  return answer.connected ? connected(began.shopId, "instagram") : refuse(answer.say);
}

async function connectPage({ shopId, staffId }: Began, token: string): Promise<SignedIn> {
  if (!(await mayStill(shopId, staffId, "manage"))) return refuse(NO_OWNER);
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
