import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import type { Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";

export const LARGEST_PICTURE = 10_000_000;
const LONGEST_EDGE = 2_048;
// A few hundred bytes can unpack to gigabytes of pixels.
const MOST_PIXELS = 50_000_000;
const TAKEN = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/heic", "image/avif"];

export interface Picture {
  bytes: Buffer;
  contentType: "image/webp";
  width: number;
  height: number;
}

/**
 * A picture by its own bytes, whatever the sender called it, drawn anew: what else the file carried (scripts, places,
 * a second file behind it) is gone. Null for anything that is not a picture we can draw.
 */
export async function redraw(given: Buffer): Promise<Picture | null> {
  const type = await fileTypeFromBuffer(given);
  if (!type || !TAKEN.includes(type.mime)) return null;
  try {
    const { data, info } = await sharp(given, { limitInputPixels: MOST_PIXELS, pages: 1 })
      .rotate()
      .resize({ width: LONGEST_EDGE, height: LONGEST_EDGE, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, contentType: "image/webp", width: info.width, height: info.height };
  } catch {
    return null; // it says it is a picture and is none
  }
}

/** Keeps a drawn picture; it belongs to nobody until a message takes it. */
export async function keepPicture(shop: Shop, picture: Picture, conversationId: string | null) {
  const { bytes, ...facts } = picture;
  const id = newId();
  await shop.tx.file.create({
    data: {
      shopId: shop.id,
      id,
      conversationId,
      ...facts,
      bytes: bytes.length,
      createdAt: shop.at,
      content: { create: { bytes: new Uint8Array(bytes) } },
    },
  });
  return { id, width: picture.width, height: picture.height };
}
