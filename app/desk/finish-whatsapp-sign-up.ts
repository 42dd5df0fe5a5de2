import { tokenOfCode } from "#app/channels/whatsapp-account.server.ts";
import { sayFault } from "#app/channels/whatsapp.server.ts";
import { connectWhatsApp } from "#app/desk/connect-whatsapp.ts";
import { backFromSignIn, type Began } from "#app/desk/meta-sign-in.ts";
import { type Offer, sealOffer } from "#app/desk/sign-in-offer.ts";
import { connected, NO_OWNER, refuse, type SignedIn } from "#app/desk/signed-in.ts";
import { refreshTemplates } from "#app/desk/whatsapp-templates.ts";
import { mayStill } from "#app/shop/may-still.ts";

/** Meta's sign-up gave a code: one number is connected, of several they choose. */
export async function finishWhatsAppSignUp(began: Began, code: string, at: Date): Promise<SignedIn> {
  const token = await tokenOfCode(code, backFromSignIn("whatsapp"));
  if (!token.ok) return refuse(sayFault(token.fault));
  return takeNumber({ ...began, token: token.data }, at);
}

/** The number that was chosen of several, or the only one there is. */
export async function takeNumber(offer: Offer, at: Date): Promise<SignedIn> {
  if (!(await mayStill(offer.shopId, offer.staffId, "manage"))) return NO_OWNER;
  const answer = await connectWhatsApp(offer.shopId, offer);
  if (answer.connected) {
    await refreshTemplates(offer.shopId, answer.accountId);
    return connected(offer.shopId, "whatsapp");
  }
  if ("say" in answer) return refuse(answer.say);
  const choices = answer.choose.map(({ number, name, phoneNumberId }) => ({
    label: `${number} ${name}`,
    offer: sealOffer("whatsapp", { ...offer, phoneNumberId }, at),
  }));
  return { as: "choice", choices };
}
