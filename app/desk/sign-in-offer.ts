import type { SignInChannel } from "#app/channels/channel.ts";
import { HOUR, later } from "#app/clock.ts";
import type { Began } from "#app/desk/meta-sign-in.ts";
import { seal, unseal } from "#app/seal.server.ts";

/** What one of several choices stands for. */
export interface Offer extends Began {
  token: string;
  /** Of a WhatsApp account, which of its numbers. */
  phoneNumberId?: string;
}

type Sealed = Offer & { channel: SignInChannel; exp: number };

/** A choice, sealed: the page of choices carries it to the browser and back, and nothing is kept meanwhile. */
export function sealOffer(channel: SignInChannel, offer: Offer, at: Date): string {
  const sealed: Sealed = { ...offer, channel, exp: later(at, HOUR).getTime() };
  return seal(JSON.stringify(sealed)).toString("base64url");
}

/** What was chosen; null where the offer was changed, is of another channel or too old. */
export function openOffer(channel: SignInChannel, sealed: string, at: Date): Offer | null {
  try {
    const offer = JSON.parse(unseal(Buffer.from(sealed, "base64url")).toString()) as Sealed;
    return offer.channel === channel && offer.exp > at.getTime() ? offer : null;
  } catch {
    return null; // changed on its way, or sealed with a key that is gone
  }
}
