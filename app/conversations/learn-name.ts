import { cleanText } from "#app/clean-text.ts";
import { loadAccount } from "#app/channels/accounts.ts";
import { adapterOf, shelf } from "#app/channels/shelf.ts";
import type { Door } from "#app/conversations/take-inbound.ts";
import { KIND_OF_CHANNEL } from "#app/customers/contact-kind.ts";
import { findByContact } from "#app/customers/find-customer.ts";
import { nameCustomer } from "#app/customers/name-customer.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

interface Nameless {
  accountId: string;
  /** The contact, as the channel knows them. */
  from: string;
}

/** Where a provider tells names only when asked: has it asked about somebody who has none, once for each first message. */
export async function askForName(shop: Shop, { channel, accountId }: Door, from: string): Promise<void> {
  if (!TELL_WHEN_ASKED.has(channel)) return;
  const customerId = await findByContact(shop, KIND_OF_CHANNEL[channel], from);
  const where = { shopId: shop.id, id: customerId ?? "", firstName: null, lastName: null };
  if (!(await shop.tx.customer.findFirst({ where, select: { id: true } }))) return;
  const payload: Nameless = { accountId, from };
  await enqueue(shop, [{ task: "learnName", payload, key: `learnName:${from}`, priority: 5 }]);
}

const TELL_WHEN_ASKED = new Set(
  Object.values(shelf)
    .filter(({ nameOf }) => nameOf)
    .map(({ channel }) => channel),
);

/** Job `learnName`: what they call themselves there, for the inbox. That the provider does not say is no fault. */
export async function learnName(shopId: string, { accountId, from }: Nameless): Promise<void> {
  const account = await inShop(shopId, (shop) => loadAccount(shop, accountId));
  if (!account) return;
  const adapter = adapterOf(account);
  const name = await adapter.nameOf?.(account, from);
  if (!name) return;
  await inShop(shopId, async (shop) => {
    const customerId = await findByContact(shop, KIND_OF_CHANNEL[adapter.channel], from);
    if (customerId) await nameCustomer(shop, customerId, cleanText(name));
  });
}
