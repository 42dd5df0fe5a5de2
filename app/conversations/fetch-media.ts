import { loadAccount } from "#app/channels/accounts.ts";
import { adapterOf } from "#app/channels/shelf.ts";
import { SECOND } from "#app/clock.ts";
import { showAgain } from "#app/conversations/show-again.ts";
import type { MediaSource } from "#app/conversations/take-media.ts";
import { inShop } from "#app/db.server.ts";
import { type NotShown, readWaitingFiles, settleFile, type WaitingFile } from "#app/files/expect-file.ts";
import { type PreparedFile, prepareFile } from "#app/files/keep-file.server.ts";

/**
 * Job: fetches what came with a message, one file after another, each shown as soon as it is there. One that cannot be
 * had yet fails the job, which comes again for what is left; the last time, `giveUpMedia` says so in the thread.
 */
export async function fetchMedia(shopId: string, { messageId }: { messageId: string }): Promise<void> {
  const waiting = await inShop(shopId, (shop) => readWaitingFiles(shop, messageId));
  let isLeft = false;
  for (const file of waiting) {
    const outcome = await fetchOne(shopId, file);
    if (outcome) await settle(shopId, messageId, file.id, outcome);
    else isLeft = true;
  }
  if (isLeft) throw new MediaNotThereYet("the provider did not hand out all files of a message");
}

class MediaNotThereYet extends Error {
  override name = "MediaNotThereYet";
}

/** The job has failed for the last time: what is still waiting is shown as not fetched. */
export async function giveUpMedia(shopId: string, { messageId }: { messageId: string }): Promise<void> {
  const waiting = await inShop(shopId, (shop) => readWaitingFiles(shop, messageId));
  for (const { id } of waiting) await settle(shopId, messageId, id, { refused: "unreached" });
}

type Outcome = PreparedFile | { refused: NotShown };

/** Null where another try may end better. */
async function fetchOne(shopId: string, { name, source }: WaitingFile): Promise<Outcome | null> {
  const { accountId, media } = source as MediaSource;
  const account = await inShop(shopId, (shop) => loadAccount(shop, accountId));
  if (!account) return { refused: "disconnected" };
  const fetchFrom = adapterOf(account).fetchMedia;
  if (!fetchFrom) return { refused: "refused" };
  const fetched = await fetchFrom(account, media, AbortSignal.timeout(60 * SECOND));
  if (fetched.ok) return prepareFile(shopId, { bytes: fetched.bytes, name });
  return fetched.isFinal ? { refused: fetched.because } : null;
}

async function settle(shopId: string, messageId: string, fileId: string, outcome: Outcome): Promise<void> {
  await inShop(shopId, async (shop) => {
    await settleFile(shop, fileId, outcome);
    await showAgain(shop, messageId);
  });
}
