import { Unreadable } from "#app/letterbox/unreadable.ts";

const MOST_FIELDS = 200;

/** Fields of a posted form, as bytes: of the first field of each name. Files count as fields. */
export function readForm(contentType: string, body: Buffer): Map<string, Buffer> {
  const isLetters = /^application\/x-www-form-urlencoded/i.test(contentType);
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (!boundary && !isLetters) throw new Unreadable("The form does not say where its fields end.");
  const fields = new Map<string, Buffer>();
  for (const { name, value } of isLetters ? pairsOf(body) : partsOf(body, `--${boundary}`))
    if (!fields.has(name)) fields.set(name, value);
  return fields;
}

/** As bytes, not as text: a mail in another alphabet than UTF-8 would lose its words, and its signature. */
function* pairsOf(body: Buffer): Generator<Field> {
  for (const pair of body.toString("latin1").split("&", MOST_FIELDS)) {
    const [name = "", ...value] = pair.split("=");
    yield { name: unescaped(name).toString(), value: unescaped(value.join("=")) };
  }
}

const unescaped = (written: string): Buffer =>
  Buffer.from(
    written
      .replaceAll("+", " ")
      .replace(/%([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    "latin1",
  );

interface Field {
  name: string;
  value: Buffer;
}

/** RFC 7578: each part has a few header lines, an empty one, and its bytes up to the next boundary. */
function* partsOf(body: Buffer, delimiter: string): Generator<Field> {
  let at = body.indexOf(delimiter);
  for (let count = 0; at >= 0 && count < MOST_FIELDS; count++) {
    const start = at + delimiter.length;
    const next = body.indexOf(`\r\n${delimiter}`, start);
    const head = body.indexOf("\r\n\r\n", start);
    if (next < 0 || head < 0 || head > next) return;
    const name = /name="([^"]*)"/i.exec(body.subarray(start, head).toString())?.[1];
    if (name !== undefined) yield { name, value: body.subarray(head + 4, next) };
    at = next + 2;
  }
}
