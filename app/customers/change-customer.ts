import { sameLines } from "#app/customers/write-note.ts";
import type { TagChange } from "#app/customers/write-tags.ts";
import type { Shop } from "#app/db.server.ts";
import { readSettings } from "#app/shop/settings.ts";
import { askWrite } from "#app/shopify/writes/ask-write.ts";

interface Asked {
  customerId: string;
  /** Of the form: pressed twice it is one change. */
  clientId: string;
  staffId: string;
}

export type ChangeAsked = { asked: true; writeId: string } | { asked: false; say: string };

const MOST_NOTE = 5_000;

/** Staff's change of the note goes to Shopify, where the merchant allows it; `seen` is the note that they changed. */
export async function changeNote(
  shop: Shop,
  { customerId, clientId, staffId, note, seen }: Asked & { note: string; seen: string },
): Promise<ChangeAsked> {
  const [before, after] = [sameLines(seen), sameLines(note)];
  if (after.length > MOST_NOTE) return refuse("A note has at most 5,000 characters. Please shorten it.");
  if (before === after) return refuse("The note has not been changed.");
  const { staffMayNote } = await readSettings(shop);
  if (!staffMayNote) return refuse(SWITCHED_OFF);
  const targetId = await findTarget(shop, customerId);
  if (!targetId) return refuse(NOT_AT_SHOPIFY);
  const key = `customer-note:${targetId}:${clientId}`;
  const wish = { kind: "customer-note", targetId, key, before, after, askedBy: `staff:${staffId}` };
  return { asked: true, writeId: await askWrite(shop, wish) };
}

/** The same for tags, of which only what is added and taken away is sent. */
export async function changeTags(
  shop: Shop,
  { customerId, clientId, staffId, ...change }: Asked & TagChange,
): Promise<ChangeAsked> {
  const after = { add: namesOf(change.add), remove: namesOf(change.remove) };
  const wrong = problemOf(after);
  if (wrong) return refuse(wrong);
  const { staffMayTag } = await readSettings(shop);
  if (!staffMayTag) return refuse(SWITCHED_OFF);
  const targetId = await findTarget(shop, customerId);
  if (!targetId) return refuse(NOT_AT_SHOPIFY);
  const key = `customer-tags:${targetId}:${clientId}`;
  const wish = { kind: "customer-tags", targetId, key, before: null, after, askedBy: `staff:${staffId}` };
  return { asked: true, writeId: await askWrite(shop, wish) };
}

const refuse = (say: string): ChangeAsked => ({ asked: false, say });
const SWITCHED_OFF =
  "Changes of customers are switched off in this shop. An owner can switch them on under Settings.";
const NOT_AT_SHOPIFY = "This person is no customer in Shopify yet, so there is nothing to change there.";

const namesOf = (tags: string[]) => [...new Set(tags.map((tag) => tag.trim()).filter(Boolean))];

/** A tag of a customer has at most 40 characters (Shopify Help, "Tag formats"); commas part tags there. */
function problemOf({ add, remove }: TagChange): string | null {
  if (!add.length && !remove.length) return "The tags have not been changed.";
  const wrong = add.find((tag) => tag.length > 40 || tag.includes(","));
  return wrong ? `"${wrong.slice(0, 60)}" cannot be a tag: at most 40 characters, without commas.` : null;
}

async function findTarget(shop: Shop, customerId: string): Promise<string | null> {
  const [row] = await shop.sql<{ shopifyId: string | null }>`
    select "shopifyId" from "Customer"
    where "shopId" = ${shop.id} and id = ${customerId} and "deletedAt" is null`;
  return row?.shopifyId ?? null;
}
