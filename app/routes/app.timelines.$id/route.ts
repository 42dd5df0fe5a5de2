import type { LoaderFunctionArgs } from "@remix-run/node";
import { readShop } from "#app/db.server.ts";
import { readTimeline } from "#app/desk/timeline.ts";
import { findWholePerson } from "#app/desk/whole-person.ts";
import { noteAccess } from "#app/privacy/note-access.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";

/** The next page of what happened with a customer. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, staff } = await requireStaff(request, "view");
  const after = new URL(request.url).searchParams.get("after");
  const found = await readShop(shopId, async (shop) => {
    const person = await findWholePerson(shop, params.id!);
    return person && { id: person.id, timeline: await readTimeline(shop, person, { after }) };
  });
  if (!found) return Response.json({ say: "There is no such customer." }, { status: 404 });
  await noteAccess(shopId, { staffId: staff.id, customerId: found.id });
  return Response.json(found.timeline);
}
