import { keepToken } from "#app/channels/account-token.ts";
import { connectAccount, loadAccount } from "#app/channels/accounts.ts";
import { disconnectAccount } from "#app/channels/disconnect-account.ts";
import type { Account, InboxChannel } from "#app/channels/channel.ts";
import { inShop } from "#app/db.server.ts";
import type { Connected } from "#app/desk/connect-sms.ts";
import { writeEvent } from "#app/jobs/events.ts";

interface Told {
  /** The Page's or the account's id. */
  sender: string;
  name: string;
  permissions: string[];
  token: string;
  endsAt: Date | null;
}

/** What Meta has told of a Page or an Instagram account, kept: from now on it sends, and what is written to it is heard. */
export function keepInboxAccount(
  shopId: string,
  channel: InboxChannel,
  { sender, name, permissions, token, endsAt }: Told,
): Promise<Connected> {
  return inShop(shopId, async (shop) => {
    const settings = { name, permissions };
    const account = { channel, provider: channel, sender, settings, secret: token };
    const accountId = await connectAccount(shop, account);
    await keepToken(shop, accountId, { endsAt });
    await writeEvent(shop, { name: "channel.connected", payload: { channel } });
    return { connected: true, accountId };
  });
}

/** Takes it out of use; the account as it was, for Meta to be told, or null where the id names none of this channel. */
export function dropInboxAccount(shopId: string, channel: InboxChannel, id: string): Promise<Account | null> {
  return inShop(shopId, async (shop) => {
    const account = await loadAccount(shop, id);
    if (account?.provider !== channel) return null;
    await disconnectAccount(shop, id);
    return account;
  });
}
