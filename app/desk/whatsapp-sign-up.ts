import { signUpAddress, tokenOfCode } from "#app/channels/whatsapp-account.server.ts";
import { sayFault } from "#app/channels/whatsapp.server.ts";
import { HOUR, later } from "#app/clock.ts";
import { prisma } from "#app/db.server.ts";
import { connectWhatsApp } from "#app/desk/connect-whatsapp.ts";
import { refreshTemplates } from "#app/desk/whatsapp-templates.ts";
import { env } from "#app/env.server.ts";
import { NO_OWNER } from "#app/desk/meta-sign-in.ts";
import { readToken, seal, signToken, unseal } from "#app/seal.server.ts";
import { mayStill } from "#app/shop/may-still.ts";

/** Where Meta sends the merchant back to. It must stand in the app's settings at Meta, letter by letter. */
const back = () => `${env.SHOPIFY_APP_URL}/connect/whatsapp`;

interface Claims {
  shopId: string;
  /** Who began it: they must still be an owner when it ends. */
  staffId: string;
  exp: number;
}

/**
 * Where this owner of the shop begins Meta's Embedded Signup; null where it is not configured. Good for an hour, and for
 * nobody else's eyes: whoever goes through it connects a number to this shop.
 */
export function whatsAppSignUpUrl(began: { shopId: string; staffId: string }, at: Date): string | null {
  const claims: Claims = { ...began, exp: later(at, HOUR).getTime() };
  return signUpAddress(signToken("whatsapp-sign-up", claims), back());
}

export type SignedUp =
  | { as: "connected"; adminUrl: string }
  | { as: "choice"; numbers: { label: string; offer: string }[] }
  | { as: "refused"; say: string };

const STALE: SignedUp = {
  as: "refused",
  say: "This sign-up is too old or was not begun in Threadline. Begin it again in the settings.",
};

/** Meta has sent the merchant back: one number is connected, of several they choose. */
export async function finishWhatsAppSignUp(query: URLSearchParams, at: Date): Promise<SignedUp> {
  const claims = readToken("whatsapp-sign-up", query.get("state") ?? "") as Claims | null;
  if (!claims || claims.exp < at.getTime()) return STALE;
  const code = query.get("code");
  if (!code) return { as: "refused", say: "Meta was not given leave, so nothing is connected." };
  const token = await tokenOfCode(code, back());
  if (!token.ok) return { as: "refused", say: sayFault(token.fault) };
  return connect({ ...claims, token: token.data });
}

interface Offer extends Claims {
  token: string;
  phoneNumberId?: string;
}

/** The number that was chosen of several. */
export async function takeNumber(sealed: string, at: Date): Promise<SignedUp> {
  const offer = readOffer(sealed);
  return offer && offer.exp > at.getTime() ? connect(offer) : STALE;
}

function readOffer(sealed: string): Offer | null {
  try {
    return JSON.parse(unseal(Buffer.from(sealed, "base64url")).toString()) as Offer;
  } catch {
    return null; // changed on its way, or sealed with a key that is gone
  }
}

async function connect(offer: Offer): Promise<SignedUp> {
  if (!(await mayStill(offer.shopId, offer.staffId, "manage"))) return { as: "refused", say: NO_OWNER };
  const answer = await connectWhatsApp(offer.shopId, offer);
  if (answer.connected) {
    await refreshTemplates(offer.shopId, answer.accountId);
    return { as: "connected", adminUrl: await adminUrl(offer.shopId) };
  }
  if ("say" in answer) return { as: "refused", say: answer.say };
  const numbers = answer.choose.map(({ number, name, phoneNumberId }) => ({
    label: `${number} ${name}`,
    // The page of choices carries it to the browser and back, and nothing is kept meanwhile.
    offer: seal(JSON.stringify({ ...offer, phoneNumberId } satisfies Offer)).toString("base64url"),
  }));
  return { as: "choice", numbers };
}

/** Back into Shopify's admin, which opens us there. */
async function adminUrl(shopId: string): Promise<string> {
  const { domain } = await prisma.shop.findUniqueOrThrow({ where: { id: shopId }, select: { domain: true } });
  const app = `https://admin.shopify.com/store/${domain.replace(".myshopify.com", "")}/apps/${env.SHOPIFY_API_KEY}`;
  return `${app}/app/settings/channels/whatsapp`;
}
