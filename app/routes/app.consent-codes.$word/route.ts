import type { LoaderFunctionArgs } from "@remix-run/node";
import { joinCodePng, joinCodeSvg } from "#app/consent/join-code.ts";
import { findJoinWord } from "#app/consent/join-words.ts";
import { readShop } from "#app/db.server.ts";
import { findJoinNumber } from "#app/desk/join-page.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";

/** The code of a word that joins, to print: `as=png`, else a drawing. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId } = await requireStaff(request, "view");
  const found = await readShop(shopId, async (shop) => ({
    word: await findJoinWord(shop, params.word!),
    number: await findJoinNumber(shop),
  }));
  if (!found.word || !found.number) return new Response("There is no such word.", { status: 404 });
  const isPng = new URL(request.url).searchParams.get("as") === "png";
  const { word } = found.word;
  const body = isPng
    ? new Uint8Array(await joinCodePng(found.number, word))
    : await joinCodeSvg(found.number, word);
  return new Response(body, {
    headers: {
      "content-type": isPng ? "image/png" : "image/svg+xml",
      "content-disposition": `attachment; filename="join-${word}.${isPng ? "png" : "svg"}"`,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
}
