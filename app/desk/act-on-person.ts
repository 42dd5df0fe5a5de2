import { mergePeople, unmergePeople } from "#app/conversations/merge-people.ts";
import { splitPerson } from "#app/conversations/split-person.ts";
import { dismissSuggestion } from "#app/customers/suggest-merges.ts";
import type { Shop } from "#app/db.server.ts";
import type { ActOutcome, PersonAct } from "#app/desk/thread-act.ts";
import { settleQuestion } from "#app/guides/open-question.ts";
import { dropProofs } from "#app/orders/drop-proofs.ts";

interface Where {
  /** Whose thread is open: the person that staff see. */
  customerId: string;
  staffId: string;
}

/** Does what staff decide about who is who: merge, undo, split, or that a suggestion is none. */
export async function actOnPerson(
  shop: Shop,
  { customerId, staffId: by }: Where,
  act: PersonAct,
): Promise<ActOutcome> {
  switch (act.do) {
    case "merge": {
      const merged = await mergePeople(shop, { ...(await direction(shop, customerId, act.customerId)), by });
      return merged.ok ? { ok: true, mergeId: merged.mergeId } : merged;
    }
    case "unmerge": {
      const undone = await unmergePeople(shop, { mergeId: act.mergeId, by });
      return undone.ok ? { ok: true } : undone;
    }
    case "split":
      return split(shop, { customerId, points: act.points, by });
    case "dismiss":
      await dismissSuggestion(shop, { oneId: customerId, otherId: act.customerId, by });
      return { ok: true };
  }
}

/** The one with an account at Shopify is who they are; else the one whose thread is open. */
async function direction(shop: Shop, open: string, other: string): Promise<{ from: string; into: string }> {
  const accounts = await shop.sql<{ id: string }>`
    select id from "Customer"
    where "shopId" = ${shop.id} and id in (${open}, ${other}) and "shopifyId" is not null and "deletedAt" is null`;
  const isOther = accounts.length === 1 && accounts[0]!.id === other;
  return isOther ? { from: open, into: other } : { from: other, into: open };
}

async function split(
  shop: Shop,
  asked: { customerId: string; points: string[]; by: string },
): Promise<ActOutcome> {
  const apart = await splitPerson(shop, asked);
  if (!apart.ok) return apart;
  await dropProofs(shop, apart.leftFrom);
  for (const conversationId of apart.leftFrom) await settleQuestion(shop, conversationId);
  return { ok: true, conversationId: apart.conversationId };
}
