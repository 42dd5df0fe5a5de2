import { hash32 } from "./randomness.ts";

/** 32 hexadecimal digits that follow from the text. */
export function tokenOf(text: string): string {
  return [0, 1, 2, 3].map((i) => hash32(`${text}/${i}`).toString(16).padStart(8, "0")).join("");
}
