import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, type ShouldRevalidateFunctionArgs, useLoaderData, useParams } from "@remix-run/react";
import { ChildFault } from "#app/components/child-fault.tsx";
import { FullPage } from "#app/components/page.tsx";
import { INBOX_VIEWS, type InboxView, readCounts, readInbox } from "#app/conversations/inbox.ts";
import { readShop } from "#app/db.server.ts";
import { readSync } from "#app/desk/sync-progress.ts";
import { readLiveCursor } from "#app/realtime/live-cursor.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { mayDo } from "#app/shop/role.ts";
import { readTeam } from "#app/shop/staff.ts";
import { imports } from "#app/wiring/imports.ts";
import { ConversationList } from "./conversation-list.tsx";
import { DeskContext } from "./desk-context.ts";
import { ShortcutHelp } from "./shortcut-help.tsx";
import { useInbox } from "./use-inbox.ts";
import { useShortcuts } from "./use-shortcuts.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, staff } = await requireStaff(request, "view");
  const { searchParams } = new URL(request.url);
  const asked = searchParams.get("view") as InboxView;
  const view = INBOX_VIEWS.includes(asked) ? asked : "open";
  return readShop(shopId, async (shop) => {
    const cursor = await readLiveCursor(shop);
    const team = await readTeam(shop);
    return {
      view,
      cursor,
      me: {
        id: staff.id,
        name: staff.name,
        mayReply: mayDo(staff.role, "reply"),
        mayManage: mayDo(staff.role, "manage"),
      },
      team: team
        .filter(({ role, joinedAt }) => role !== "viewer" && joinedAt)
        .map(({ id, name }) => ({ id, name })),
      list: await readInbox(shop, { view, staffId: staff.id }),
      counts: await readCounts(shop, staff.id),
      sync: await readSync(shop, imports),
    };
  });
}

/** The list follows the stream by itself: only another list is read anew, or this one where that is asked for. */
export function shouldRevalidate({ currentUrl, nextUrl }: ShouldRevalidateFunctionArgs) {
  if (currentUrl.href === nextUrl.href) return true;
  return currentUrl.searchParams.get("view") !== nextUrl.searchParams.get("view");
}

export default function Inbox() {
  const data = useLoaderData<typeof loader>();
  const inbox = useInbox(data);
  const { id } = useParams();
  const { isHelpOpen, closeHelp } = useShortcuts(inbox.rows, id);
  return (
    <FullPage title="Inbox">
      <DeskContext.Provider value={{ me: data.me, team: data.team, view: data.view, ...inbox.desk }}>
        <div className="tl-inbox" data-step={id ? "thread" : "list"}>
          <ConversationList inbox={inbox} view={data.view} openId={id} sync={data.sync} />
          <Outlet />
        </div>
        <ShortcutHelp isOpen={isHelpOpen} onClose={closeHelp} />
      </DeskContext.Provider>
    </FullPage>
  );
}

export { ChildFault as ErrorBoundary };
