import { Unreadable } from "#app/letterbox/unreadable.ts";

const MOST_FIELDS = 200;

/** Fields of a posted form, as bytes: of the first field of each name. Files count as fields. */
export function readForm(contentType: string, body: Buffer): Map<string, Buffer> {
  if (/^application\/x-www-form-urlencoded/i.test(contentType))
    return new Map(
      [...new URLSearchParams(body.toString())].map(([name, value]) => [name, Buffer.from(value)]),
    );
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (!boundary) throw new Unreadable("The form does not say where its fields end.");
  const fields = new Map<string, Buffer>();
  for (const { name, value } of partsOf(body, `--${boundary}`))
    if (!fields.has(name)) fields.set(name, value);
  return fields;
}

/** RFC 7578: each part has a few header lines, an empty one, and its bytes up to the next boundary. */
function* partsOf(body: Buffer, delimiter: string): Generator<{ name: string; value: Buffer }> {
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
