import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { readCounts, readInboxRow } from "#app/conversations/inbox.ts";
import { readThread } from "#app/conversations/thread.ts";
import { inShop, readShop } from "#app/db.server.ts";
import { actOnThread } from "#app/desk/act-on-thread.ts";
import { readCustomerPanel } from "#app/desk/customer-panel.ts";
import { threadAct } from "#app/desk/thread-act.ts";
import { noteAccess } from "#app/privacy/note-access.ts";
import { whisperTyping } from "#app/realtime/whisper.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";

/**
 * One conversation as it stands, for pages that follow it live: its row with the lists it belongs to, and with `open`
 * the thread and what stands beside it; with `before` (a message's id) older messages only.
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, staff } = await requireStaff(request, "view");
  const { searchParams } = new URL(request.url);
  const id = params.id!;
  const before = searchParams.get("before");
  let seen: string | undefined;
  const answer = await readShop(shopId, async (shop) => {
    if (before) return found({ thread: await readThread(shop, id, { before }) });
    const inList = await readInboxRow(shop, id, staff.id);
    if (!inList) return missing();
    const counts = await readCounts(shop, staff.id);
    if (!searchParams.has("open")) return Response.json({ ...inList, counts });
    const thread = await readThread(shop, id);
    seen = thread?.customerId;
    const panel = thread && (await readCustomerPanel(shop, thread));
    return found({ ...inList, counts, thread, panel });
  });
  if (seen) await noteAccess(shopId, { staffId: staff.id, customerId: seen });
  return answer;
}

/** What staff do in it: reply, note, assign, close, reopen, read; or that they are typing. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shopId, staff } = await requireStaff(request, "reply");
  const body: unknown = await request.json().catch(() => null);
  const act = threadAct.safeParse(body);
  if (!act.success)
    return Response.json(
      { ok: false, reason: "unreadable", say: "That could not be read." },
      { status: 400 },
    );
  const conversationId = params.id!;
  const asked = act.data;
  if (asked.do === "typing") {
    await whisperTyping(shopId, conversationId, "staff");
    return Response.json({ ok: true });
  }
  const where = { conversationId, staffId: staff.id };
  const outcome = await inShop(shopId, (shop) => actOnThread(shop, where, asked));
  return outcome ? Response.json(outcome) : missing();
}

const found = <T extends { thread: unknown }>(answer: T) =>
  answer.thread ? Response.json(answer) : missing();
const missing = () =>
  Response.json({ ok: false, reason: "not-found", say: "There is no such conversation." }, { status: 404 });
