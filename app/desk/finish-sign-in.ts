import type { SignInChannel } from "#app/channels/channel.ts";
import { pagesOfCode } from "#app/channels/facebook-login.server.ts";
import { grantOfCode } from "#app/channels/instagram-login.server.ts";
import { connectInstagram } from "#app/desk/connect-instagram.ts";
import { connectMessenger } from "#app/desk/connect-messenger.ts";
import { finishWhatsAppSignUp, takeNumber } from "#app/desk/finish-whatsapp-sign-up.ts";
import { type Back, backFromSignIn, type Began, endSignIn, STALE } from "#app/desk/meta-sign-in.ts";
import { type Offer, openOffer, sealOffer } from "#app/desk/sign-in-offer.ts";
import { connected, NO_OWNER, refuse, type SignedIn } from "#app/desk/signed-in.ts";
import { mayStill } from "#app/shop/may-still.ts";

/** Meta has sent the merchant back: what is theirs is connected, of several they choose. */
export async function finishSignIn(channel: SignInChannel, back: Back, at: Date): Promise<SignedIn> {
  const ended = await endSignIn(channel, back, at);
  if ("say" in ended) return refuse(ended.say);
  const { finish, name } = SIGN_INS[channel];
  const code = back.query.get("code");
  return code
    ? finish(ended.began, code, at)
    : refuse(`${name} was not given leave, so nothing is connected.`);
}

/** What was chosen of several. */
export async function takeOffer(channel: SignInChannel, sealed: string, at: Date): Promise<SignedIn> {
  const offer = openOffer(channel, sealed, at);
  const { take } = SIGN_INS[channel];
  return offer && take ? take(offer, at) : refuse(STALE);
}

interface SignIn {
  /** Whom the merchant gave leave, or did not. */
  name: string;
  finish(began: Began, code: string, at: Date): Promise<SignedIn>;
  /** Where several may come of one sign-in. */
  take?(offer: Offer, at: Date): Promise<SignedIn>;
}

const SIGN_INS: Record<SignInChannel, SignIn> = {
  whatsapp: { name: "Meta", finish: finishWhatsAppSignUp, take: takeNumber },
  messenger: { name: "Facebook", finish: finishFacebook, take: takePage },
  instagram: { name: "Instagram", finish: finishInstagram },
};

async function finishFacebook(began: Began, code: string, at: Date): Promise<SignedIn> {
  const pages = await pagesOfCode(code, backFromSignIn("messenger"));
  if (!pages.ok) return refuse(`Facebook did not finish the sign-in: ${pages.fault.words}`);
  const [only, ...others] = pages.data;
  if (!only) return refuse("You manage no Page on Facebook, or chose none while signing in.");
  if (!others.length) return takePage({ ...began, token: only.token });
  const choices = pages.data.map(({ name, token }) => ({
    label: name,
    offer: sealOffer("messenger", { ...began, token }, at),
  }));
  return { as: "choice", choices };
}

async function takePage({ shopId, staffId, token }: Offer): Promise<SignedIn> {
  if (!(await mayStill(shopId, staffId, "manage"))) return NO_OWNER;
  const answer = await connectMessenger(shopId, token);
  return answer.connected ? connected(shopId, "messenger") : refuse(answer.say);
}

async function finishInstagram({ shopId, staffId }: Began, code: string, at: Date): Promise<SignedIn> {
  const grant = await grantOfCode(code, backFromSignIn("instagram"), at);
  if (!grant.ok) return refuse(`Instagram did not finish the sign-in: ${grant.fault.words}`);
  if (!(await mayStill(shopId, staffId, "manage"))) return NO_OWNER;
  const answer = await connectInstagram(shopId, grant.data);
  return answer.connected ? connected(shopId, "instagram") : refuse(answer.say);
}
