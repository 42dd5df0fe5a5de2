import type { Shop } from "#app/db.server.ts";
import type { FileRefusal } from "#app/files/file-kinds.ts";
import type { Unfetched } from "#app/files/fetch-guarded.server.ts";
import type { PreparedFile } from "#app/files/keep-file.server.ts";
import { takeBytes } from "#app/files/loose-bytes.ts";
import { newId } from "#app/id.ts";
import { seal, unseal } from "#app/seal.server.ts";

/** Why a file that was sent to us is not shown (components/file-words.ts says it in words). */
export type NotShown = FileRefusal | Unfetched | "disconnected";

interface Expected {
  messageId: string;
  conversationId: string;
  contentType: string;
  name: string | null;
}

/** Writes down a file that has come with a message and is still to be fetched: where from, sealed, goes when it is. */
export async function expectFile(shop: Shop, { source, ...expected }: Expected & { source: object }) {
  await createFile(shop, { ...expected, state: "waiting", source: seal(JSON.stringify(source)) });
}

/** One that has come whole: with its bytes, or with why they are not kept. */
export async function receiveFile(
  shop: Shop,
  { file, ...expected }: Expected & { file: PreparedFile | { refused: NotShown } },
): Promise<void> {
  if ("refused" in file) return createFile(shop, { ...expected, state: "failed", reason: file.refused });
  await takeBytes(shop, file);
  await createFile(shop, { ...expected, ...file, state: "kept" });
}

type Row = Expected & {
  state: string;
  reason?: string;
  source?: Buffer<ArrayBuffer>;
} & Partial<PreparedFile>;

async function createFile(shop: Shop, row: Row): Promise<void> {
  const usual = { shopId: shop.id, id: newId(), bytes: 0, createdAt: shop.at };
  await shop.tx.file.create({ data: { ...usual, ...row } });
}

export interface WaitingFile {
  id: string;
  name: string | null;
  source: unknown;
}

/** Files of a message that are still to be fetched. */
export async function readWaitingFiles(shop: Shop, messageId: string): Promise<WaitingFile[]> {
  const rows = await shop.sql<{ id: string; name: string | null; source: Buffer }>`
    select id, name, source from "File"
    where "shopId" = ${shop.id} and "messageId" = ${messageId} and state = 'waiting' order by id`;
  return rows.map(({ source, ...row }) => ({ ...row, source: JSON.parse(unseal(source).toString()) }));
}

/** What became of one that was expected. Changes nothing where that is known already: two workers may have fetched it. */
export async function settleFile(
  shop: Shop,
  id: string,
  outcome: PreparedFile | { refused: NotShown },
): Promise<void> {
  const where = { shopId: shop.id, id, state: "waiting" };
  const data =
    "refused" in outcome
      ? { state: "failed", reason: outcome.refused, source: null }
      : { ...outcome, state: "kept", source: null };
  const { count } = await shop.tx.file.updateMany({ where, data });
  if (count && !("refused" in outcome)) await takeBytes(shop, outcome);
}
