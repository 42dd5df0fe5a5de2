const EDGE = 1600;
const KINDS = /^image\/(png|jpeg|webp|gif|heic)$/;
export const LARGEST_BYTES = 10_000_000;

/**
 * A picture fit to be sent: at most 1600 px a side and without the camera's notes (place, device). Animations and what
 * this browser cannot draw go as they are. Null where it is no picture we take.
 */
export async function shrinkPicture(file) {
  const asIs = KINDS.test(file.type) ? file : null;
  if (!/^image\//.test(file.type) || file.type === "image/gif" || file.type === "image/svg+xml") return asIs;
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, EDGE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const type = file.type === "image/png" ? "image/png" : "image/jpeg";
    return (await new Promise((resolve) => canvas.toBlob(resolve, type, 0.85))) || asIs;
  } catch {
    return asIs;
  }
}
