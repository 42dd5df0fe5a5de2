import type { IncomingMessage } from "node:http";

/**
 * The body, or null where it is larger than allowed. Too large a one is let run out unread: a sender whose connection
 * is cut while it still sends never sees why.
 */
export function readBody(request: IncomingMessage, largest: number): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on("data", (part: Buffer) => {
      size += part.length;
      if (size <= largest) parts.push(part);
      else parts.length = 0;
    });
    request.once("end", () => {
      if (size > largest) resolve(null);
      else resolve(parts.length === 1 ? parts[0]! : Buffer.concat(parts));
    });
    request.once("error", reject);
    request.once("close", () => {
      if (!request.complete) reject(new Error("the sender left before the end of its body"));
    });
  });
}
