import { inShop, pool, prisma, type Shop } from "#app/db.server.ts";
import { Unreadable } from "#app/letterbox/unreadable.ts";
import { cleanText } from "#app/clean-text.ts";
import { now } from "#app/clock.ts";
import { openBody } from "#app/letterbox/sealed-body.ts";

export interface OpenedReceipt {
  door: string;
  key: string;
  topic: string | null;
  address: string | null;
  headers: Record<string, string>;
  body: Buffer;
  receivedAt: Date;
}

/** Whose receipt it is and what it makes happen; null where nobody here is meant. Throws `Unreadable`. */
export type Reader = (
  receipt: OpenedReceipt,
) => Promise<{ shopId: string; apply(shop: Shop): Promise<void> } | null>;

/**
 * The letterbox's job: reads one receipt and makes it happen, marking it read in the same transaction, so that it
 * takes effect once however often the job runs. What it said is gone with that; its key stays for repeats. A body that
 * makes no sense is parked at once, with its reason, and kept until it is played again.
 */
export async function readReceipt(
  { door, key }: { door: string; key: string },
  readers: Record<string, Reader>,
) {
  const row = await findUnread(door, key);
  if (!row) return;
  try {
    const opened = { ...row, door, key, body: openBody(row.body) };
    const plan = await readers[door]!(opened);
    if (plan) await inShop(plan.shopId, (shop) => applyOnce(shop, door, key, plan.apply));
    else
      await prisma.receipt.update({
        where: { door_key: { door, key } },
        data: { readAt: now(), ...EMPTIED },
      });
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    await parkReceipt({ door, key }, error.message);
  }
}

/** In SQL, as all that happens once a webhook: Prisma's client would cost as much as the rest of it. */
async function findUnread(door: string, key: string): Promise<Omit<OpenedReceipt, "door" | "key"> | null> {
  const { rows } = await pool.query<Omit<OpenedReceipt, "door" | "key">>({
    name: "unread-receipt",
    text: `select topic, address, headers, body, "receivedAt" from "Receipt"
      where door = $1 and key = $2 and "readAt" is null`,
    values: [door, key],
  });
  return rows[0] ?? null;
}

const EMPTIED = { body: new Uint8Array(), senderHash: null, alsoHash: null };

/** It may quote what came, at any length, and stands in an index. */
const LONGEST_REASON = 500;

/** Kept with its reason, in the merchant's sight, until somebody replays it. One that was read after all stays read. */
export async function parkReceipt(
  { door, key }: { door: string; key: string },
  reason: string,
): Promise<void> {
  const parkedFor = cleanText(reason.slice(0, LONGEST_REASON));
  await prisma.receipt.updateMany({ where: { door, key, readAt: null }, data: { parkedFor } });
}

/** The update finds no row where another worker has been quicker: then nothing happens twice. */
async function applyOnce(shop: Shop, door: string, key: string, apply: (shop: Shop) => Promise<void>) {
  const marked = await shop.sql`
    update "Receipt" set "readAt" = ${shop.at}, "parkedFor" = null, body = '', "senderHash" = null, "alsoHash" = null
    where door = ${door} and key = ${key} and "readAt" is null returning key`;
  if (marked.length) await apply(shop);
}
