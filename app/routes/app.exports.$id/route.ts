import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportPage } from "#app/privacy/export-page.ts";
import { readExport } from "#app/privacy/read-export.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";

/** What is held about one customer, for the shop's owners to hand on: `as=json`, or as a page to read. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId } = await requireStaff(request, "manage");
  const asPage = new URL(request.url).searchParams.get("as") === "html";
  const found = await readExport(shopId, params.id!);
  if (!found) return new Response("This export is not there any more.", { status: 404 });
  const [type, ending] = asPage ? ["text/html", "html"] : ["application/json", "json"];
  return new Response(asPage ? exportPage(found) : JSON.stringify(found, null, 2), {
    headers: {
      "content-type": `${type}; charset=utf-8`,
      // Never shown on our own origin: it holds what strangers wrote.
      "content-disposition": `attachment; filename="customer-data.${ending}"`,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
}
