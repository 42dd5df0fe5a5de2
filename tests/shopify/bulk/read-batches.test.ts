import fc from "fast-check";
import { expect, it } from "vitest";
import { readBatches } from "#app/shopify/bulk/read-batches.ts";

const line = fc.string({ unit: "binary", minLength: 1 }).map((text) => JSON.stringify({ text }));

async function* inPartsOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function batchesOf(bytes: Uint8Array, start: number, size: number, batchBytes: number) {
  const batches: { lines: string[]; end: number }[] = [];
  for await (const one of readBatches(inPartsOf(bytes.subarray(start), size), { start, batchBytes }))
    batches.push(one);
  return batches;
}

it("a file is the same lines however it is cut on its way, and can be read on from each place told", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 30 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 400 }),
      async (lines, partBytes, batchBytes) => {
        const bytes = Buffer.from(lines.map((one) => `${one}\n`).join(""));
        const batches = await batchesOf(bytes, 0, partBytes, batchBytes);
        expect(batches.flatMap((one) => one.lines)).toEqual(lines);
        expect(batches.at(-1)?.end ?? 0).toBe(bytes.length);
        for (const [n, { end }] of batches.entries()) {
          expect(bytes[end - 1]).toBe(10);
          const rest = await batchesOf(bytes, end, partBytes, batchBytes);
          expect(rest.flatMap((one) => one.lines)).toEqual(batches.slice(n + 1).flatMap((one) => one.lines));
        }
      },
    ),
  );
});

it("signs that some readers take for a line's end stay within their line", async () => {
  const text = '{"a":"one\u2028two\u2029three\u0085four"}';
  expect(await batchesOf(Buffer.from(`${text}\n{}\n`), 0, 3, 1)).toEqual([
    { lines: [text], end: Buffer.byteLength(text) + 1 },
    { lines: ["{}"], end: Buffer.byteLength(text) + 4 },
  ]);
});

it("a last line without an end is told, and a broken connection is not taken for the file's end", async () => {
  expect(await batchesOf(Buffer.from('{}\n{"a"'), 0, 100, 1_000)).toEqual([
    { lines: ["{}", '{"a"'], end: 7 },
  ]);
  async function* broken() {
    yield Buffer.from('{}\n{"a"');
    throw new Error("terminated");
  }
  const read = async () => {
    for await (const _batch of readBatches(broken(), { start: 0, batchBytes: 1_000 })) expect.unreachable();
  };
  await expect(read()).rejects.toThrow("terminated");
});
