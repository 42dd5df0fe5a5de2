import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { seal, unseal } from "#app/seal.server.ts";

/** Higher levels take longer than they save the database, and larger chunks are garbage around three kilobytes. */
const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 1 }, chunkSize: 4096 };
/** First bytes of what zstd has compressed (RFC 8878, 3.1.1). */
const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/**
 * A webhook's raw bytes as they are kept: JSON shrinks to a quarter, and the database writes so much less. Smaller first,
 * sealed then: the other way round nothing shrinks.
 */
export const sealBody = (body: Buffer): Buffer<ArrayBuffer> => seal(zstdCompressSync(body, LEVEL));

/** Undoes `sealBody`; also opens what an earlier version kept as it was. Throws where the key is gone. */
export function openBody(sealed: Uint8Array): Buffer {
  const kept = unseal(sealed);
  return kept.subarray(0, MAGIC.length).equals(MAGIC) ? zstdDecompressSync(kept) : kept;
}
