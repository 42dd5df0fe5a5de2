import type { ActionFunctionArgs } from "@remix-run/node";
import { inShop } from "#app/db.server.ts";
import { LARGEST_FILE, SAY_REFUSAL } from "#app/files/file-kinds.ts";
import { fileUrl } from "#app/files/file-url.ts";
import { keepFile, prepareFile } from "#app/files/keep-file.server.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";

/** `POST ?name=`: takes in one file that staff attach, as its bare bytes; a reply names it by the id that comes back. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await requireStaff(request, "reply");
  const bytes = await readAtMost(request.body, LARGEST_FILE);
  if (!bytes) return refuse(413, SAY_REFUSAL["too-large"]);
  const name = new URL(request.url).searchParams.get("name");
  const prepared = await prepareFile(shopId, { bytes, name, use: "sending" });
  if ("refused" in prepared) return refuse(415, SAY_REFUSAL[prepared.refused]);
  const kept = await inShop(shopId, (shop) => keepFile(shop, prepared, null));
  return Response.json({ ok: true, file: { ...kept, url: fileUrl(shopId, kept.id) } });
}

/** Null where there is more: what is too large is not held to be told so. */
async function readAtMost(body: ReadableStream<Uint8Array> | null, largest: number): Promise<Buffer | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.length;
    if (size <= largest) parts.push(part);
    else parts.length = 0;
  }
  return size > largest ? null : Buffer.concat(parts);
}

const refuse = (status: number, say: string) => Response.json({ ok: false, say }, { status });
