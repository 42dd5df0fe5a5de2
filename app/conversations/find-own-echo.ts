import { loadHeardAccount } from "#app/channels/accounts.ts";
import type { Inbound } from "#app/channels/channel.ts";
import { adapterOf } from "#app/channels/shelf.ts";
import { earlier, MINUTE } from "#app/clock.ts";
import { outboundOf } from "#app/conversations/deliver-message.ts";
import { readSentFiles } from "#app/conversations/files-to-send.ts";
import type { Door } from "#app/conversations/take-inbound.ts";
import type { Shop } from "#app/db.server.ts";

type Echo = Extract<Inbound, { kind: "echo" }>;

/** An echo may overtake the answer to our own request, and not by more than a request takes. */
const OVERTAKEN_MS = 10 * MINUTE;

/**
 * Whether an echo is a message of ours: by its id, or, while that is not known yet, by its words to this shopper, for
 * Instagram's echoes carry nothing else of ours. `part`: one of several that a long message or its pictures left as.
 */
export async function findOwnEcho(
  shop: Shop,
  { channel, accountId }: Door,
  { to, text, media, externalId }: Echo,
): Promise<{ messageId: string } | "part" | null> {
  const known = await shop.tx.message.findFirst({
    where: { shopId: shop.id, channel, externalId },
    select: { id: true },
  });
  if (known) return { messageId: known.id };
  const heard = await loadHeardAccount(shop, accountId);
  if (!heard) return null;
  const { account } = heard;
  const { abilities } = adapterOf(account);
  const leaving = await shop.tx.message.findMany({
    where: {
      shopId: shop.id,
      state: { in: ["sending", "unknown", "sent"] },
      stateAt: { gt: earlier(shop.at, OVERTAKEN_MS) },
      channel,
      accountId,
      address: to,
      direction: { in: ["out", "code"] },
    },
    orderBy: { seq: "asc" },
  });
  const files = await readSentFiles(
    shop,
    leaving.map(({ id }) => id),
  );
  const rendered = leaving.map((message) => {
    const sent = files.get(message.id) ?? [];
    const { text: words } = outboundOf({ message, account, thread: null, files: sent, claimedAt: shop.at });
    return { ...message, text: words, files: sent };
  });
  const same = rendered.find((message) => message.text === text && message.externalId === null);
  if (same && text) return { messageId: same.id };
  const isPart = rendered.some((message) =>
    text
      ? Buffer.byteLength(message.text) > abilities.longest && message.text.includes(text)
      : message.files.length > 0,
  );
  return isPart && (text || media.length) ? "part" : null;
}
