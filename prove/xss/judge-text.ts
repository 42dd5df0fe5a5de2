import { csvCell } from "#app/consent/csv-cell.ts";
import { cleanText } from "#app/clean-text.ts";
import type { Payload } from "./payloads.ts";
import type { Sighting } from "./witness.ts";
import type { Seen } from "./views.ts";

/** What was said as a text must be read as that text, sign for sign. Spaces and signs without a shape are not compared. */
export function findFaded(said: Map<string, Payload[]>, seen: Seen[]): Sighting[] {
  const read = plain(seen.map(({ text }) => text).join("\n"));
  return [...said].flatMap(([voice, payloads]) =>
    payloads
      .filter(({ text }) => !read.includes(plain(cleanText(text))))
      .map(
        ({ id, text }) => ({ how: "faded", view: voice, policy: "off", payload: id, detail: text }) as const,
      ),
  );
}

const plain = (text: string) => text.replaceAll(/[\s\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}]/gu, "");

/** Cells of a file that a spreadsheet would run; each payload is a cell, too. */
export function findFormulas(csv: string, said: Payload[]): Sighting[] {
  const cells = csv
    .split("\r\n")
    .flatMap((line) => line.split(","))
    .map((cell) => ({ cell, payload: null as number | null }));
  const own = said.map(({ id, text }) => ({ cell: csvCell(text), payload: id }));
  return [...cells, ...own]
    .filter(({ cell }) => /^"?[=+\-@\t\r\n]/.test(cell) && !/^"?\+\d{4,15}"?$/.test(cell))
    .map(({ cell, payload }) => ({ how: "armed", view: "CSV", policy: "served", payload, detail: cell }));
}

const OWN_HEADERS = new Set(["bcc", "cc", "x-injected"]);

/** A line break in a word must not begin a header of its own, nor write to somebody else. */
export function findHeaders(
  mails: { to: string[]; headers: Record<string, string>; subject: string }[],
): Sighting[] {
  return mails
    .filter(
      ({ to, headers }) =>
        to.length !== 1 || Object.keys(headers).some((name) => OWN_HEADERS.has(name.toLowerCase())),
    )
    .map(({ to, subject }) => ({
      ...({ how: "executed", view: "headers of mails that we sent", policy: "served" } as const),
      ...{ payload: null, detail: `to ${to.join(" and ")}: ${subject}` },
    }));
}
