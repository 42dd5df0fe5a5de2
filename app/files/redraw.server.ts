import sharp from "sharp";

const LONGEST_EDGE = 2_048;
// A few hundred bytes can unpack to gigabytes of pixels.
const MOST_PIXELS = 50_000_000;
const LONGEST_MOVING_EDGE = 1_024;
const MOST_FRAMES = 240;
const SLOWEST_SECONDS = 20;

export interface Picture {
  bytes: Buffer;
  contentType: "image/webp" | "image/jpeg" | "image/gif";
  width: number;
  height: number;
}

/** For our own screens, or for carriers and mail programs, many of which know no WebP. */
export type Use = "screen" | "sending";

/**
 * A picture drawn anew: what else the file carried (scripts, places, a second file behind it) is gone. What moves goes
 * on moving while it is small enough, else its first frame stays. Null for what cannot be drawn.
 */
export async function redraw(given: Buffer, use: Use = "screen"): Promise<Picture | null> {
  try {
    const { pages = 1, width = 0, height = 0, pageHeight = height } = await sharp(given, LIMITS).metadata();
    const isMoving = pages > 1 && pages <= MOST_FRAMES && width * pageHeight * pages <= MOST_PIXELS;
    return isMoving ? await drawMoving(given, use) : await drawStill(given, use);
  } catch {
    return null; // it says it is a picture and is none
  }
}

const LIMITS = { limitInputPixels: MOST_PIXELS };

async function drawStill(given: Buffer, use: Use): Promise<Picture> {
  const drawn = sharp(given, { ...LIMITS, pages: 1 })
    .rotate()
    .resize({ width: LONGEST_EDGE, height: LONGEST_EDGE, fit: "inside", withoutEnlargement: true })
    .timeout({ seconds: SLOWEST_SECONDS });
  const encoded =
    use === "screen"
      ? drawn.webp({ quality: 82 })
      : drawn.flatten({ background: "#fff" }).jpeg({ quality: 82 });
  const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
  const contentType = use === "screen" ? "image/webp" : "image/jpeg";
  return { bytes: data, contentType, width: info.width, height: info.height };
}

async function drawMoving(given: Buffer, use: Use): Promise<Picture> {
  const edge = LONGEST_MOVING_EDGE;
  const drawn = sharp(given, { ...LIMITS, animated: true })
    .resize({ width: edge, height: edge, fit: "inside", withoutEnlargement: true })
    .timeout({ seconds: SLOWEST_SECONDS });
  const encoded = use === "screen" ? drawn.webp({ quality: 75, effort: 2 }) : drawn.gif({ effort: 4 });
  const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
  const contentType = use === "screen" ? "image/webp" : "image/gif";
  return { bytes: data, contentType, width: info.width, height: info.pageHeight ?? info.height };
}
