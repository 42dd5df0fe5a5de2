import type { ContactKind } from "#app/customers/contact-kind.ts";
import { findByContact } from "#app/customers/find-customer.ts";
import { followMerges } from "#app/customers/follow-merges.ts";
import { matchKey } from "#app/customers/match-key.ts";
import type { Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";

export interface Contact {
  kind: ContactKind;
  /** As contact-kind.ts says: E.164, lower-case address, an id. */
  value: string;
  /** They have shown that they read there: an SMS from it, a code from it, the visitor's own token. */
  verified: boolean;
  source: string;
  name?: string;
}

/**
 * Who this is. A verified contact point belongs to one customer; where exactly one customer has it unverified (as
 * Shopify told), it becomes theirs; else they are new to us. An unverified one opens nobody else's thread: anyone can
 * type an address.
 */
export async function identifyContact(shop: Shop, contact: Contact): Promise<{ customerId: string }> {
  const { kind, value } = contact;
  if (!contact.verified) return { customerId: await makeCustomer(shop, contact) };
  const known = await findByContact(shop, kind, value);
  return { customerId: known ?? (await takeFirst(shop, contact)) };
}

/** Their first message to us. Two at once must not make two people, so the second waits and finds the first's. */
async function takeFirst(shop: Shop, contact: Contact): Promise<string> {
  const { kind, value } = contact;
  const key = matchKey(kind, value);
  await shop.sql`
    select pg_advisory_xact_lock(hashtextextended(${`${shop.id} ${kind} ${key}`}, 0))`;
  const points = await shop.tx.contactPoint.findMany({
    where: {
      shopId: shop.id,
      kind,
      matchKey: key,
      OR: [{ verifiedAt: { not: null } }, { customer: { deletedAt: null } }],
    },
    select: { customerId: true, verifiedAt: true },
  });
  const known = points.find(({ verifiedAt }) => verifiedAt);
  if (known) return followMerges(shop, known.customerId);
  const holders = new Set<string>();
  for (const point of points) holders.add(await followMerges(shop, point.customerId));
  const [only] = holders;
  if (!only || holders.size > 1) return makeCustomer(shop, contact);
  await verifyPoint(shop, only, contact);
  return only;
}

/** Marks a contact point as this customer's own, e.g. after a code. The caller has seen the proof. */
export async function verifyPoint(
  shop: Shop,
  customerId: string,
  { kind, value, source }: Omit<Contact, "verified" | "name">,
): Promise<void> {
  const key = { shopId: shop.id, kind, value, customerId };
  await shop.tx.contactPoint.upsert({
    where: { shopId_kind_value_customerId: key },
    create: { ...key, id: newId(), source, verifiedAt: shop.at, createdAt: shop.at },
    update: { verifiedAt: shop.at },
  });
}

async function makeCustomer(shop: Shop, { kind, value, verified, source, name }: Contact): Promise<string> {
  const id = newId();
  await shop.tx.customer.create({
    data: {
      shopId: shop.id,
      id,
      createdAt: shop.at,
      ...(name && { firstName: name }),
      contactPoints: {
        create: {
          id: newId(),
          kind,
          value,
          source,
          createdAt: shop.at,
          verifiedAt: verified ? shop.at : null,
        },
      },
    },
  });
  return id;
}
