import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where the supervisor of a data directory listens. A Unix socket's path must stay below some 100 bytes. */
export function socketPath(home: string): string {
  const short = createHash("sha1").update(home).digest("hex").slice(0, 16);
  if (process.platform === "win32") return `\\\\.\\pipe\\threadline-${short}`;
  const inside = join(home, "s.sock");
  return Buffer.byteLength(inside) < 100 ? inside : join(tmpdir(), `threadline-${short}.sock`);
}
