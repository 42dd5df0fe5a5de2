import { ENDINGS } from "#app/files/file-kinds.ts";

const LONGEST = 80;

/**
 * A sender's name for a file as it may be shown and saved: the last part of a path, without what steers a terminal or
 * turns the writing round, and with the ending of what the file is: never "invoice.pdf.exe". Null where nothing is left.
 */
export function cleanName(given: string | null | undefined, contentType: string): string | null {
  const last = (given ?? "").normalize("NFC").split(/[/\\]/).at(-1)!;
  const plain = last
    // Control, format (bidi, zero width), lone surrogates, private use, line separators.
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "")
    .replace(/["<>:|?*;%]/g, " ")
    .replace(/\s+/g, " ");
  const ending = ENDINGS[contentType];
  const stem = plain.replace(/(\.[a-z0-9]{1,8})+\s*$/i, "").replace(/^[.\s]+|[.\s]+$/g, "");
  const short = [...stem].slice(0, LONGEST).join("");
  if (!short) return null;
  return ending ? `${short}.${ending}` : short;
}
