import { loadAccount } from "#app/channels/accounts.ts";
import { adapterOf } from "#app/channels/shelf.ts";
import { inShop } from "#app/db.server.ts";

/** Asks the provider whether a connected account works now, without sending anything; as a page tells it. */
export async function testAccount(shopId: string, id: string): Promise<{ done: string } | { fault: string }> {
  const account = await inShop(shopId, (shop) => loadAccount(shop, id));
  if (!account) return { fault: "This account is no longer connected. Load the page again." };
  const check = await adapterOf(account).check(account);
  return check.ok ? { done: "The connection works" } : { fault: check.say };
}
