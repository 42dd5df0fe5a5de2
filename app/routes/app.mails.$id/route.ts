import type { LoaderFunctionArgs } from "@remix-run/node";
import { readMailHtml } from "#app/conversations/read-mail.ts";
import { readShop } from "#app/db.server.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";

/** The whole of one mail, for the inbox to show in a frame of its own. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId } = await requireStaff(request, "view");
  const html = await readShop(shopId, (shop) => readMailHtml(shop, params.id!));
  return html === null ? new Response(null, { status: 404 }) : Response.json({ html });
}
