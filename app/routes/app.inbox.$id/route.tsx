import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useLoaderData } from "@remix-run/react";
import { ChildFault } from "#app/components/child-fault.tsx";
import { readThread } from "#app/conversations/thread.ts";
import { readShop } from "#app/db.server.ts";
import { readCustomerPanel } from "#app/desk/customer-panel.ts";
import { noteAccess } from "#app/privacy/note-access.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { Conversation } from "./conversation.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, shop: row, staff } = await requireStaff(request, "view");
  const conversationId = params.id!;
  const found = await readShop(shopId, async (shop) => {
    const thread = await readThread(shop, conversationId);
    const panel = thread && (await readCustomerPanel(shop, thread));
    return { thread, panel };
  });
  if (!found.thread) throw new Response("There is no such conversation.", { status: 404 });
  if (found.thread.id !== conversationId)
    throw redirect(`/app/inbox/${found.thread.id}${new URL(request.url).search}`);
  await noteAccess(shopId, { staffId: staff.id, customerId: found.thread.customerId });
  return { thread: found.thread, panel: found.panel, shopDomain: row.domain };
}

/** An open thread follows the stream by itself. */
export function shouldRevalidate({ currentParams, nextParams }: ShouldRevalidateFunctionArgs) {
  return currentParams.id !== nextParams.id;
}

export default function OpenConversation() {
  const { thread, panel, shopDomain } = useLoaderData<typeof loader>();
  return <Conversation key={thread.id} loaded={{ thread, panel }} shopDomain={shopDomain} />;
}

export { ChildFault as ErrorBoundary };
