import {
  accountOfToken,
  INSTAGRAM_NEEDS,
  type InstagramGrant,
  readsMessages,
  refreshInstagram,
  subscribeInstagram,
  unsubscribeInstagram,
} from "#app/channels/instagram-login.server.ts";
import { sayMissing } from "#app/channels/messenger-platform.server.ts";
import { DAY, later, now } from "#app/clock.ts";
import type { Connected } from "#app/desk/connect-sms.ts";
import { isHeldByAnother } from "#app/desk/held-by-another.ts";
import { dropInboxAccount, keepInboxAccount } from "#app/desk/keep-inbox-account.ts";

/** How long a token lasts that nobody has told the end of: Instagram's are of sixty days. */
const USUAL_LIFE_MS = 60 * DAY;

/** Connects an account by a token that was pasted: renewed at once, which tells its end, unless it is of today. */
export async function connectPastedInstagram(shopId: string, token: string): Promise<Connected> {
  if (!/^[\w-]{20,600}$/.test(token))
    return refuse("That is not an Instagram access token. It is one long word.");
  const at = now();
  const renewed = await refreshInstagram(token, at);
  const kept = renewed.ok ? renewed.data : { token, endsAt: later(at, USUAL_LIFE_MS) };
  return connectInstagram(shopId, { ...kept, permissions: null });
}

/** Connects an account by what a sign-in granted, after Instagram has said whose it is and that it tells us of messages. */
export async function connectInstagram(
  shopId: string,
  { token, endsAt, permissions }: InstagramGrant,
): Promise<Connected> {
  const account = await accountOfToken(token);
  if (!account.ok) return refuse(`Instagram did not take this token: ${account.fault.words}`);
  const { id: sender, username: name } = account.data;
  if (await isHeldByAnother(shopId, "instagram", sender))
    return refuse("Another shop has this account connected. It must be disconnected there first.");
  const reads = await readsMessages(token);
  const missing = sayMissing(INSTAGRAM_NEEDS, permissions ?? (reads.ok ? Object.keys(INSTAGRAM_NEEDS) : []));
  if (missing || !reads.ok) return refuse(`${missing ?? ""} Sign in again and agree to all of it.`.trim());
  const subscribed = await subscribeInstagram(sender, token);
  if (!subscribed.ok)
    return refuse(`Instagram will not tell us of this account's messages: ${subscribed.fault.words}`);
  const told = { sender, name, permissions: permissions ?? [], token, endsAt };
  return keepInboxAccount(shopId, "instagram", told);
}

/** Takes an account out of use, and has Instagram tell us no more of it where it can still be asked to. */
export async function disconnectInstagram(shopId: string, id: string): Promise<void> {
  const account = await dropInboxAccount(shopId, "instagram", id);
  if (account) await unsubscribeInstagram(account.sender, account.secret);
}

const refuse = (say: string): Connected => ({ connected: false, say });
