import type { LoaderFunctionArgs } from "@remix-run/node";
import { INBOX_VIEWS, type InboxView, readInbox } from "#app/conversations/inbox.ts";
import { readShop } from "#app/db.server.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";

/** The next page of a list. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, staff } = await requireStaff(request, "view");
  const { searchParams } = new URL(request.url);
  const view = searchParams.get("view") as InboxView;
  if (!INBOX_VIEWS.includes(view)) return new Response(null, { status: 400 });
  const question = { view, staffId: staff.id, cursor: searchParams.get("cursor") };
  return Response.json(await readShop(shopId, (shop) => readInbox(shop, question)));
}
