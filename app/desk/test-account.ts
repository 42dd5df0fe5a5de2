import { loadAccount } from "#app/channels/accounts.ts";
import { adapterOf } from "#app/channels/shelf.ts";
import { inShop } from "#app/db.server.ts";

/** Asks the provider whether a connected account works now, without sending anything. */
export async function testAccount(
  shopId: string,
  id: string,
): Promise<{ ok: true } | { ok: false; say: string }> {
  const account = await inShop(shopId, (shop) => loadAccount(shop, id));
  if (!account) return { ok: false, say: "This account is no longer connected." };
  return adapterOf(account).check(account);
}
