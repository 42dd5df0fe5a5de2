import type { LoaderFunctionArgs } from "@remix-run/node";
import { now } from "#app/clock.ts";
import { sayProof } from "#app/components/consent-words.ts";
import { proofPage } from "#app/consent/proof-page.ts";
import { readShop } from "#app/db.server.ts";
import { readConsentPoint } from "#app/desk/consent-point.ts";
import { noteAccess } from "#app/privacy/note-access.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { readSettings } from "#app/shop/settings.ts";

/** The proof of one address to hand on: `as=json`, or as a page to print. Who took it out is noted before it goes. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, staff } = await requireStaff(request, "manage");
  const found = await readShop(shopId, async (shop) => {
    const point = await readConsentPoint(shop, params.id!);
    return point && { point, shopName: (await readSettings(shop)).shopName };
  });
  if (!found) return new Response("There is no such proof.", { status: 404 });
  const { customers, blockedBy: _, ...proof } = found.point;
  for (const customerId of customers.length ? customers : [`consent:${params.id}`])
    await noteAccess(shopId, { staffId: staff.id, customerId });
  const asPage = new URL(request.url).searchParams.get("as") === "html";
  const made = { shopName: found.shopName, at: now(), by: staff.name };
  const body = asPage ? proofPage(sayProof(proof), made) : JSON.stringify({ ...made, ...proof }, null, 2);
  const [type, ending] = asPage ? ["text/html", "html"] : ["application/json", "json"];
  return new Response(body, {
    headers: {
      "content-type": `${type}; charset=utf-8`,
      // Never shown on our own origin: it holds what strangers wrote.
      "content-disposition": `attachment; filename="consent-proof.${ending}"`,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
}
