import { loadAccount } from "#app/channels/accounts.ts";
import { adapterOf } from "#app/channels/shelf.ts";
import { inShop } from "#app/db.server.ts";

export type Tested = { works: true } | { works: false; say: string };

/** Asks the provider whether this account still works: nothing is sent. */
export async function testSms(shopId: string, accountId: string): Promise<Tested> {
  const account = await inShop(shopId, (shop) => loadAccount(shop, accountId));
  if (!account) return { works: false, say: "This sender is no longer connected. Load the page again." };
  const check = await adapterOf(account).check(account);
  return check.ok ? { works: true } : { works: false, say: check.say };
}
