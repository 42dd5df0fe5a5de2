import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useLoaderData } from "@remix-run/react";
import { ChildFault } from "#app/components/child-fault.tsx";
import { readThread } from "#app/conversations/thread.ts";
import { readShop } from "#app/db.server.ts";
import { readBeside } from "#app/desk/read-for-page.ts";
import { noteAccess } from "#app/privacy/note-access.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { Conversation } from "./conversation.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, shop: row, staff } = await requireStaff(request, "view");
  const conversationId = params.id!;
  const found = await readShop(shopId, async (shop) => {
    const thread = await readThread(shop, conversationId);
    return thread && { thread, ...(await readBeside(shop, thread)) };
  });
  if (!found) throw new Response("There is no such conversation.", { status: 404 });
  if (found.thread.id !== conversationId)
    throw redirect(`/app/inbox/${found.thread.id}${new URL(request.url).search}`);
  await noteAccess(shopId, { staffId: staff.id, customerId: found.thread.customerId });
  return { ...found, shopDomain: row.domain };
}

/** An open thread follows the stream by itself. */
export function shouldRevalidate({ currentParams, nextParams }: ShouldRevalidateFunctionArgs) {
  return currentParams.id !== nextParams.id;
}

export default function OpenConversation() {
  const { shopDomain, ...loaded } = useLoaderData<typeof loader>();
  return <Conversation key={loaded.thread.id} loaded={loaded} shopDomain={shopDomain} />;
}

export { ChildFault as ErrorBoundary };
