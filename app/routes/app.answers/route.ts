import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerAboutNumber, answerAboutOrder } from "#app/desk/order-answer.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";

/** What a shopper would be told of one order: by its id, or by its number in any spelling. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, staff } = await requireStaff(request, "view");
  const { searchParams } = new URL(request.url);
  const locale = staff.locale ?? "en";
  const id = searchParams.get("order");
  if (id && /^\d{1,20}$/.test(id)) return Response.json(await answerAboutOrder(shopId, id, locale));
  const number = (searchParams.get("number") ?? "").trim().slice(0, 60);
  if (!number) return Response.json({ ok: false, say: "Type the number of an order." });
  return Response.json(await answerAboutNumber(shopId, number, locale));
}
