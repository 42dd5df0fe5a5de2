import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { bugs } from "../../prove/plant/bugs.ts";

it("can plant every bug: the text that each of them changes stands in its file", () => {
  const cannot = bugs.flatMap(({ proof, name, edits = [] }) => {
    const sources = new Map(edits.map(({ file }) => [file, readFileSync(file, "utf8")]));
    return edits.flatMap(({ file, from, to }) => {
      const source = sources.get(file)!;
      // Edits of one file follow each other.
      sources.set(
        file,
        source.replace(from, () => to),
      );
      return source.includes(from) ? [] : [`${proof}/${name} in ${file}`];
    });
  });
  expect(cannot).toEqual([]);
});
