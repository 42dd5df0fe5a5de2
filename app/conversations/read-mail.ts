import type { Reader } from "#app/db.server.ts";

/** A mail as it came, cleaned when it was taken in: with what it quotes. Null where there is none. */
export async function readMailHtml(shop: Reader, messageId: string): Promise<string | null> {
  const [mail] = await shop.sql<{ html: string }>`
    select html from "Message" where "shopId" = ${shop.id} and id = ${messageId} and html is not null`;
  return mail?.html ?? null;
}
