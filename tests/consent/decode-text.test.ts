import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeText } from "#app/consent/decode-text.ts";

const WORDS = "email;wörter\nada@example.com;“Größe” für 5 €\n";

/** What Windows-1252 has where Latin-1 has none, and this text needs. */
const OF_WINDOWS: Record<string, number> = { "€": 0x80, "“": 0x93, "”": 0x94 };
const inWindows = (text: string) => Uint8Array.from(text, (sign) => OF_WINDOWS[sign] ?? sign.charCodeAt(0));
const inUtf16 = (text: string, mark: [number, number]) => {
  const bytes = Buffer.from(text, "utf16le");
  return Buffer.from([...mark, ...(mark[0] === 0xfe ? bytes.swap16() : bytes)]);
};

const read = async (bytes: Uint8Array, cuts: number[] = []) => {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const chunks = places.slice(1).map((end, n) => bytes.subarray(places[n], end));
  let text = "";
  for await (const part of decodeText(chunks)) text += part;
  return text;
};

it.each([
  ["UTF-8", Buffer.from(WORDS)],
  ["UTF-8 with its mark", Buffer.from(`\uFEFF${WORDS}`)],
  ["UTF-16, as Excel saves Unicode text", inUtf16(WORDS, [0xff, 0xfe])],
  ["UTF-16 the other way round", inUtf16(WORDS, [0xfe, 0xff])],
  ["Windows-1252, as Excel saves CSV in Western Europe", inWindows(WORDS)],
])("a file in %s is read, however it comes in pieces", async (_, bytes) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { maxLength: 6 }), async (cuts) => {
      expect(await read(bytes, cuts)).toBe(WORDS);
    }),
  );
});

it("a file with a letter cut in half is UTF-8 all the same, from before it and behind it", async () => {
  const cut = Buffer.concat([Buffer.from("wörter;grö").subarray(0, -1), Buffer.from("\nGröße")]);
  expect(await read(cut)).toBe("wörter;gr\uFFFD\nGröße");
});

it("a file that ends with a letter of Windows-1252, or in plain letters, or has none, is read", async () => {
  expect(await read(inWindows("email\ncafé"))).toBe("email\ncafé");
  expect(await read(Buffer.from("email\ncafe"))).toBe("email\ncafe");
  expect(await read(Buffer.from(""))).toBe("");
});
