import type { Channel } from "#app/channels/channel.ts";
import { vouchedFor } from "#app/customers/contact-kind.ts";
import { findByContact } from "#app/customers/find-customer.ts";
import { identifyContact, verifyPoint } from "#app/customers/identify-contact.ts";
import type { Shop } from "#app/db.server.ts";

export interface Sender {
  channel: Channel;
  from: string;
  alsoKnownAs?: string[];
  name?: string | null;
  /** False where the channel does not vouch that they wrote it: then it opens nobody's thread. */
  isAuthenticated?: boolean;
}

export interface Identified {
  customerId: string;
  /** Others of ours whose account on this very channel the message shows to be the same. */
  alsoThem: string[];
  /** It told a name of theirs that we did not know. */
  isNewName: boolean;
}

/**
 * Who wrote on this channel. Whatever name of theirs is known says who they are, and the others become theirs too unless
 * they are somebody's; where none is known, the last and widest decides (identify-contact.ts).
 */
export async function identifySender(shop: Shop, sender: Sender): Promise<Identified> {
  const { channel, from, alsoKnownAs, name, isAuthenticated = true } = sender;
  const names = vouchedFor(channel, from, alsoKnownAs);
  const contacts = names.map((one) => ({ ...one, verified: isAuthenticated, source: channel }));
  const widest = contacts.at(-1)!;
  if (contacts.length === 1 || !isAuthenticated)
    return { ...(await identifyContact(shop, { ...widest, ...(name && { name }) })), ...ALONE };
  const holders: (string | null)[] = [];
  for (const { kind, value } of contacts) holders.push(await findByContact(shop, kind, value));
  const known = holders.find((holder) => holder !== null);
  const { customerId } = known
    ? { customerId: known }
    : await identifyContact(shop, { ...widest, ...(name && { name }) });
  for (const [index, contact] of contacts.entries())
    if (holders[index] === null) await verifyPoint(shop, customerId, contact);
  const others = holders.filter((_, index) => contacts[index]!.kind !== "phone");
  return {
    customerId,
    alsoThem: others.filter((one) => one !== null && one !== customerId) as string[],
    isNewName: others.includes(null),
  };
}

const ALONE = { alsoThem: [], isNewName: false };
