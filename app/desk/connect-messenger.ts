import {
  inspectPageToken,
  PAGE_NEEDS,
  pageOfToken,
  subscribePage,
  unsubscribePage,
} from "#app/channels/facebook-login.server.ts";
import { sayMissing } from "#app/channels/messenger-platform.server.ts";
import type { Connected } from "#app/desk/connect-sms.ts";
import { isHeldByAnother } from "#app/desk/held-by-another.ts";
import { dropInboxAccount, keepInboxAccount } from "#app/desk/keep-inbox-account.ts";

/** Connects a Page by its token, after Meta has said whose it is, what it may do, and that it tells us of messages. */
export async function connectMessenger(shopId: string, token: string): Promise<Connected> {
  if (!/^[\w-]{20,600}$/.test(token))
    return refuse("That is not a Page's access token. It is one long word.");
  const page = await pageOfToken(token);
  if (!page.ok) return refuse(`Meta did not take this token: ${page.fault.words}`);
  const { id: sender, name } = page.data;
  if (await isHeldByAnother(shopId, "messenger", sender))
    return refuse("Another shop has this Page connected. It must be disconnected there first.");
  const facts = await inspectPageToken(token);
  if (!facts.ok) return refuse(`Meta did not say what this token may do: ${facts.fault.words}`);
  const { permissions, endsAt } = facts.data;
  const missing = sayMissing(PAGE_NEEDS, permissions);
  if (missing) return refuse(`${missing} Sign in again and agree to all of it.`);
  const subscribed = await subscribePage(sender, token);
  if (!subscribed.ok)
    return refuse(`Meta will not tell us of this Page's messages: ${subscribed.fault.words}`);
  return keepInboxAccount(shopId, "messenger", { sender, name, permissions, token, endsAt });
}

/** Takes a Page out of use, and has Meta tell us no more of it where it can still be asked to. */
export async function disconnectMessenger(shopId: string, id: string): Promise<void> {
  const page = await dropInboxAccount(shopId, "messenger", id);
  if (page) await unsubscribePage(page.sender, page.secret);
}

const refuse = (say: string): Connected => ({ connected: false, say });
