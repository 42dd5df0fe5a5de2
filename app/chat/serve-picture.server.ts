import type { ServerResponse } from "node:http";
import { refuse } from "#app/chat/http.server.ts";
import { now } from "#app/clock.ts";
import { inShop } from "#app/db.server.ts";
import { readFileToken } from "#app/files/file-url.ts";

/** `GET /chat/files/<id>?t=<signed>`: one picture to whoever holds its signed address. */
export async function servePicture(response: ServerResponse, url: URL): Promise<void> {
  const fileId = url.pathname.slice("/chat/files/".length);
  const shopId = readFileToken(fileId, url.searchParams.get("t"), now());
  if (!shopId) return refuse(response, 403, "not-signed");
  const file = await inShop(shopId, ({ tx }) =>
    tx.file.findUnique({ where: { shopId_id: { shopId, id: fileId } }, include: { content: true } }),
  );
  if (!file?.content) return refuse(response, 404, "gone");
  response
    .writeHead(200, {
      "content-type": file.contentType,
      "cache-control": "private, max-age=86400",
      "x-content-type-options": "nosniff",
      // Even if a browser were talked into showing it as a page, nothing in it may run.
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "cross-origin",
      "access-control-allow-origin": "*",
    })
    .end(Buffer.from(file.content.bytes));
}
