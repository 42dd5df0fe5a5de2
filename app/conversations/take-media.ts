import type { InboundMedia } from "#app/channels/channel.ts";
import type { Shop } from "#app/db.server.ts";
import { expectFile, receiveFile } from "#app/files/expect-file.ts";
import { MOST_FILES } from "#app/files/file-kinds.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

interface Where {
  messageId: string;
  conversationId: string;
  /** By whose credentials they can be fetched. */
  accountId: string | null;
}

/** What a job needs to fetch one, as it stands sealed in its row. */
export interface MediaSource {
  accountId: string;
  media: InboundMedia;
}

/**
 * Notes what came with a message that is just written: the message never waits for its pictures, which a job fetches
 * from the provider, and is never lost with them.
 */
export async function takeMedia(
  shop: Shop,
  { messageId, conversationId, accountId }: Where,
  media: InboundMedia[],
): Promise<void> {
  for (const one of media.slice(0, MOST_FILES)) {
    const { contentType, name, from } = one;
    const expected = { messageId, conversationId, contentType: contentType.slice(0, 100), name };
    if ("prepared" in from) await receiveFile(shop, { ...expected, file: from.prepared });
    else await expectFile(shop, { ...expected, source: { accountId, media: one } });
  }
  if (media.some(({ from }) => !("prepared" in from)))
    await enqueue(shop, [{ task: "fetchMedia", payload: { messageId } }]);
}
