import sharp from "sharp";

/** A small PNG, in base64. */
export const picture = async (): Promise<string> => {
  const background = { r: 200, g: 30, b: 30 };
  const image = sharp({ create: { width: 8, height: 8, channels: 3, background } });
  return (await image.png().toBuffer()).toString("base64");
};
