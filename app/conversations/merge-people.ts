import { showApart } from "#app/conversations/show-apart.ts";
import { showTogether } from "#app/conversations/show-together.ts";
import { type Merge, type Merged, mergeCustomers } from "#app/customers/merge-customers.ts";
import { type Unmerged, undoMerge } from "#app/customers/undo-merge.ts";
import type { Shop } from "#app/db.server.ts";

/** Staff say that two customers are one person: one row in the inbox, one thread to read, one panel. Can be undone. */
export async function mergePeople(shop: Shop, merge: Merge): Promise<Merged> {
  const merged = await mergeCustomers(shop, merge);
  if (merged.ok) await showTogether(shop, merged);
  return merged;
}

/** Takes a merge back, with whatever was said meanwhile in its own place. */
export async function unmergePeople(shop: Shop, undo: { mergeId: string; by: string }): Promise<Unmerged> {
  const undone = await undoMerge(shop, undo);
  if (undone.ok) await showApart(shop, undone.from);
  return undone;
}
