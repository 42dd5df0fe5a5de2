import { expect, it } from "vitest";
import { leftOutNote, NOTE, withoutNotes } from "#app/channels/notes-in-text.ts";

it("hears none of our own notes as a shopper's words, and all that they said beside them", () => {
  for (const note of Object.values(NOTE)) expect(withoutNotes(note)).toBe("");
  expect(withoutNotes(`Here it is\n\n${leftOutNote("stop.zip: larger than 20 MB.")}`)).toBe("Here it is");
  expect(withoutNotes(`${NOTE.basket} 2 × lamp\nSTOP`)).toContain("STOP");
  expect(withoutNotes("[stop]")).toBe("[stop]");
});
