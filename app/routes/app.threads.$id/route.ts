import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { inShop, readShop } from "#app/db.server.ts";
import { actOnThread } from "#app/desk/act-on-thread.ts";
import { type AskedOfThread, readForPage } from "#app/desk/read-for-page.ts";
import { threadAct } from "#app/desk/thread-act.ts";
import { noteAccess } from "#app/privacy/note-access.ts";
import { whisperTyping } from "#app/realtime/whisper.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";

/**
 * One conversation as it stands, for pages that follow it live: its row with the lists it belongs to, and with `open`
 * the thread and what stands beside it, with `since` (the version that was read last) the thread's news. With `panel`
 * what stands beside it alone, with `before` (a message's id) older messages alone.
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, staff } = await requireStaff(request, "view");
  const asked = askedOf(new URL(request.url).searchParams);
  const reading = { conversationId: params.id!, staffId: staff.id };
  const found = await readShop(shopId, (shop) => readForPage(shop, reading, asked));
  if (!found) return missing();
  if (found.customerId) await noteAccess(shopId, { staffId: staff.id, customerId: found.customerId });
  return Response.json(found.say);
}

function askedOf(params: URLSearchParams): AskedOfThread {
  const before = params.get("before");
  if (before) return { for: "older", before };
  if (params.has("panel")) return { for: "panel" };
  const since = params.get("since") ?? "";
  if (/^\d{1,9}$/.test(since)) return { for: "news", since: Number(since) };
  return params.has("open") ? { for: "open" } : { for: "row" };
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

const missing = () =>
  Response.json({ ok: false, reason: "not-found", say: "There is no such conversation." }, { status: 404 });
