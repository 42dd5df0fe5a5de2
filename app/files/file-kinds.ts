/** Largest file of anybody's, as it comes. */
export const LARGEST_FILE = 10_000_000;
/** Files of one message. */
export const MOST_FILES = 10;

/** What we draw ourselves, and so may be shown in place. Everything else is only ever handed out as an attachment. */
const PICTURES = ["image/webp", "image/jpeg", "image/png", "image/gif"];
export const isPicture = (contentType: string): boolean => PICTURES.includes(contentType);

/** By their own bytes: drawn anew before they are kept. */
export const DRAWN = [...PICTURES, "image/avif", "image/apng"];

/** By their own bytes: kept as they are, never shown in place. With the ending their names are given. */
export const ATTACHED: Record<string, string> = {
  "application/pdf": "pdf",
  "text/vcard": "vcf",
  "text/calendar": "ics",
  "audio/mpeg": "mp3",
  "audio/mp4": "m4a",
  "audio/x-m4a": "m4a",
  "audio/aac": "aac",
  "audio/amr": "amr",
  "audio/ogg": "ogg",
  "audio/ogg; codecs=opus": "opus",
  "audio/wav": "wav",
  "video/mp4": "mp4",
  "video/x-m4v": "m4v",
  "video/quicktime": "mov",
  "video/3gpp": "3gp",
  "video/3gpp2": "3g2",
  "video/webm": "webm",
};

export const ENDINGS: Record<string, string> = {
  ...ATTACHED,
  "image/webp": "webp",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/gif": "gif",
};

/** What staff may choose from in their own system's window. */
export const CHOOSABLE =
  "image/jpeg,image/png,image/gif,image/webp,image/avif,application/pdf,audio/*,video/*,.vcf,.ics";

export type FileRefusal = "empty" | "too-large" | "broken" | "heic" | "not-taken";

/** Why a file is not kept, for whoever sent it. */
export const SAY_REFUSAL: Record<FileRefusal, string> = {
  empty: "This file is empty.",
  "too-large": "A file can have 10 MB.",
  broken: "This picture is damaged, or larger than a picture can be.",
  heic: "Pictures in HEIC cannot be shown. Send it as JPEG.",
  "not-taken": "This kind of file is not taken. Pictures, PDF, sound, video and contacts are.",
};

/** `Picture`, `PDF`, `Video`: what a file is, for people. */
export function sayKind(contentType: string): string {
  if (contentType.startsWith("image/")) return "Picture";
  if (contentType === "application/pdf") return "PDF";
  if (contentType === "text/vcard") return "Contact";
  if (contentType === "text/calendar") return "Calendar entry";
  if (contentType.startsWith("audio/")) return "Sound";
  return contentType.startsWith("video/") ? "Video" : "File";
}

/** `4 KB`, `1.2 MB`. */
export function saySize(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
