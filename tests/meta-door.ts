import { createHmac } from "node:crypto";
import { connectAccount, hearWhatsAppAccount } from "#app/channels/accounts.ts";
import type { Provider } from "#app/channels/channel.ts";
import { now } from "#app/clock.ts";
import { inShop, pool, prisma } from "#app/db.server.ts";
import { readReceipt } from "#app/letterbox/read-receipt.server.ts";
import { keepReceipt } from "#app/letterbox/keep-receipt.server.ts";
import { doors } from "#app/wiring/letterbox-doors.ts";
import { readers } from "#app/wiring/receipt-readers.ts";

/** A shop with an account of one of Meta's channels, without a process around it. */
export async function makeMetaShop(
  id: string,
  provider: Provider & ("whatsapp" | "messenger" | "instagram"),
  { sender, address, settings }: { sender: string; address: string; settings: object },
): Promise<string> {
  await prisma.shop.create({ data: { id, domain: `${id}.myshopify.com`, installedAt: now() } });
  return inShop(id, async (shop) => {
    const settled = { shopId: id, businessHours: {}, languages: [], answersOn: true };
    await shop.tx.shopSettings.create({ data: settled });
    const kept = { channel: provider, provider, sender, address, settings, secret: "token" };
    const accountId = await connectAccount(shop, kept);
    if (provider === "whatsapp")
      await hearWhatsAppAccount(shop, accountId, (settings as { wabaId: string }).wabaId);
    return accountId;
  });
}

/** Meta's signature over these very bytes. */
export const signedByMeta = (body: Buffer, secret = process.env.META_APP_SECRET!) => ({
  "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
});

/** Puts a webhook through the door as the letterbox does: what was kept, or the status of the refusal. */
export async function knock(body: Buffer, headers: Record<string, string> = signedByMeta(body)) {
  const url = "http://app/webhooks/meta";
  const opened = await doors.meta!({ method: "POST", path: "/webhooks/meta", url, headers, body });
  if (!opened.ok) return { status: opened.status, receipts: [] };
  await Promise.all(opened.receipts.map(keepReceipt));
  for (const { door, key } of opened.receipts) await readReceipt({ door, key }, readers);
  return { status: 200, receipts: opened.receipts };
}

/** How each receipt that is kept has ended: read, or parked with words. */
export async function fates(): Promise<{ isRead: boolean; parkedFor: string | null }[]> {
  const { rows } = await pool.query(
    `select "readAt" is not null as "isRead", "parkedFor" from "Receipt" where door = 'meta' order by "receivedAt", key`,
  );
  return rows;
}
