import { addNote } from "#app/conversations/add-note.ts";
import { type Assignment, assignConversation } from "#app/conversations/assign-conversation.ts";
import { cancelPlanned, sendPlannedNow } from "#app/conversations/change-planned.ts";
import { closeConversation, reopenConversation } from "#app/conversations/close-conversation.ts";
import { markRead } from "#app/conversations/mark-read.ts";
import { replyAsStaff } from "#app/conversations/reply-as-staff.ts";
import { settleDoubtInThread } from "#app/conversations/settle-doubt-in-thread.ts";
import { headOf, threadsShownWith } from "#app/conversations/thread-head.ts";
import type { Shop } from "#app/db.server.ts";
import { actOnPerson } from "#app/desk/act-on-person.ts";
import type { ActOutcome, ThreadAct } from "#app/desk/thread-act.ts";

interface Where {
  conversationId: string;
  /** Who acts. */
  staffId: string;
}

/** Does what a member of staff asked for in one thread. Null where this shop has no such thread. */
export async function actOnThread(
  shop: Shop,
  where: Where,
  act: Exclude<ThreadAct, { do: "typing" }>,
): Promise<ActOutcome | null> {
  const { staffId } = where;
  // A page may still be open on a thread that is shown in another by now.
  const conversationId = await headOf(shop, where.conversationId);
  if (!conversationId) return null;
  const closing = { conversationId, by: staffId };
  switch (act.do) {
    case "reply":
      return reply(shop, { conversationId, staffId }, act);
    case "note": {
      const { text, clientId } = act;
      return {
        ok: true,
        messageId: (await addNote(shop, { conversationId, staffId, text, clientId })).messageId,
      };
    }
    case "send-now":
    case "cancel":
      return changePlanned(shop, conversationId, act);
    case "settle-doubt": {
      const isSettled = await settleDoubtInThread(shop, { ...act, conversationId, staffId });
      return isSettled ? { ok: true } : { ok: false, reason: "settled", say: "That was settled already." };
    }
    case "assign":
      return assign(shop, { conversationId, staffId: act.staffId, by: staffId });
    case "close":
      await closeConversation(shop, closing);
      return { ok: true };
    case "reopen":
      await reopenConversation(shop, closing);
      return { ok: true };
    case "read":
      await markRead(shop, conversationId, act.upTo);
      return { ok: true };
    case "merge":
    case "unmerge":
    case "split":
    case "dismiss": {
      const thread = { shopId_id: { shopId: shop.id, id: conversationId } };
      const { customerId } = await shop.tx.conversation.findUniqueOrThrow({ where: thread });
      return actOnPerson(shop, { customerId, staffId }, act);
    }
  }
}

async function assign(shop: Shop, assignment: Assignment): Promise<ActOutcome> {
  if (await assignConversation(shop, assignment)) return { ok: true };
  const say = "They are not on your team any more, or may only read. Choose somebody else.";
  return { ok: false, reason: "not-on-team", say };
}

/** Of any of the threads that are shown with this one. */
async function changePlanned(
  shop: Shop,
  conversationId: string,
  act: Extract<ThreadAct, { do: "send-now" | "cancel" }>,
): Promise<ActOutcome> {
  const threads = await threadsShownWith(shop, conversationId);
  const change = act.do === "cancel" ? cancelPlanned : sendPlannedNow;
  return (await change(shop, threads, act.messageId))
    ? { ok: true }
    : { ok: false, reason: "too-late", say: "It has just left, or a colleague changed it." };
}

async function reply(
  shop: Shop,
  where: Where,
  { files, sendAt, ...said }: Extract<ThreadAct, { do: "reply" }>,
): Promise<ActOutcome> {
  const outcome = await replyAsStaff(shop, {
    ...where,
    ...said,
    files: files.map((id) => ({ id })),
    sendAt: sendAt ? new Date(sendAt) : null,
  });
  if (outcome.sent) return { ok: true, messageId: outcome.messageId };
  const { sent: _, ...refusal } = outcome;
  return { ok: false, ...refusal };
}
