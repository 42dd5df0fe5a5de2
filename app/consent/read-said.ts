import { type CarrierWord, readCarrierWord, readKeyword } from "#app/consent/keywords.ts";
import { type OptOut, readOptOut } from "#app/understanding/opt-out/read-opt-out.ts";

/** What a text may say of consent, by its words alone. */
export interface Said {
  carrier: CarrierWord | null;
  keyword: "start" | "help" | null;
  optOut: OptOut | null;
}

/** Null where it says nothing of it. The second opinion takes a millisecond: read it once and pass it on. */
export function readSaid(text: string): Said | null {
  const carrier = readCarrierWord(text);
  const keyword = readKeyword(text);
  const read = keyword ? null : readOptOut(text);
  const optOut = read?.says === "no" ? null : read;
  return carrier || keyword || optOut ? { carrier, keyword, optOut } : null;
}
