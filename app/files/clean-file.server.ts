import { fileTypeFromBuffer } from "file-type";
import { cleanName } from "#app/files/clean-name.ts";
import { ATTACHED, DRAWN, type FileRefusal, LARGEST_FILE } from "#app/files/file-kinds.ts";
import { redraw, type Use } from "#app/files/redraw.server.ts";

export interface CleanFile {
  bytes: Buffer;
  contentType: string;
  width: number | null;
  height: number | null;
  name: string | null;
}

/** Told by its first bytes: whatever unpacks them to look further has no more than these to unpack. */
const TOLD_BY = 4_096;

/**
 * What may be kept of a file: by its own bytes, whatever its sender called it. Pictures are drawn anew; a few kinds
 * are kept as they are, to be handed out as attachments; all else is refused, archives and pages among it.
 */
export async function cleanFile(
  given: Buffer,
  { name = null, use = "screen" }: { name?: string | null; use?: Use } = {},
): Promise<CleanFile | { refused: FileRefusal }> {
  if (!given.length) return { refused: "empty" };
  if (given.length > LARGEST_FILE) return { refused: "too-large" };
  const type = await typeOf(given);
  if (type && ATTACHED[type]) {
    return { bytes: given, contentType: type, width: null, height: null, name: cleanName(name, type) };
  }
  if (type?.startsWith("image/hei")) return { refused: "heic" };
  if (!type || !DRAWN.includes(type)) return { refused: "not-taken" };
  const picture = await redraw(given, use);
  if (!picture) return { refused: "broken" };
  return { ...picture, name: cleanName(name, picture.contentType) };
}

async function typeOf(given: Buffer): Promise<string | null> {
  try {
    return (await fileTypeFromBuffer(given.subarray(0, TOLD_BY)))?.mime ?? null;
  } catch {
    return null; // it begins like something and breaks off
  }
}
