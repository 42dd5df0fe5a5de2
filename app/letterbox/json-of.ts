import { Unreadable } from "#app/letterbox/unreadable.ts";
import { parseExactly } from "#app/payload.ts";

/** The body of a webhook as JSON. Throws `Unreadable` where it is none. */
export function jsonOf(body: Buffer): unknown {
  try {
    return parseExactly(body.toString("utf8"));
  } catch {
    throw new Unreadable("The body is not JSON.");
  }
}
