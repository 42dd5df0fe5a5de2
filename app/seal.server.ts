import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { env } from "#app/env.server.ts";

/** AES-256-GCM under the newest key: `id length, id, 12 bytes nonce, 16 bytes tag, text`. */
export function seal(plain: string | Buffer): Buffer<ArrayBuffer> {
  return Buffer.concat([Buffer.of(newest.id.length), Buffer.from(newest.id), sealUnder(newest.key, plain)]);
}

/** Undoes `seal`, with whichever key sealed it. Throws on a changed byte or a key that is gone. */
export function unseal(sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed);
  const start = 1 + bytes[0]!;
  const id = bytes.subarray(1, start).toString();
  const found = keys.find((key) => key.id === id);
  if (!found) throw new Error(`sealed with key "${id}", which SEALING_KEYS no longer holds`);
  return unsealUnder(found.key, bytes.subarray(start));
}

/** AES-256-GCM under a key of the caller's own (32 bytes): `12 bytes nonce, 16 bytes tag, text`. */
export function sealUnder(key: KeyObject | Buffer, plain: string | Buffer): Buffer<ArrayBuffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const text = [cipher.update(plain), cipher.final()];
  return Buffer.concat([nonce, cipher.getAuthTag(), ...text]);
}

/** Undoes `sealUnder`. Throws on another key or a changed byte. */
export function unsealUnder(key: KeyObject | Buffer, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
}

/** Whether `seal` would use another key today: such a row is sealed anew when it is next written. */
export const isSealedWithOldKey = (sealed: Uint8Array): boolean =>
  Buffer.from(sealed.subarray(1, 1 + sealed[0]!)).toString() !== newest.id;

/** A keyed hash of personal data, the same for ever: for look-ups and suppression without keeping the data. */
export const keyedHash = (purpose: string, value: string): string =>
  createHmac("sha256", derived(oldest.key, `hash:${purpose}`))
    .update(value)
    .digest("base64url");

/** A token a stranger may carry: the claims in the open, signed for one purpose. */
export function signToken(purpose: string, claims: object): string {
  const body = Buffer.from(JSON.stringify(claims)).toString("base64url");
  return `${body}.${signature(newest.key, purpose, body).toString("base64url")}`;
}

/** The claims of a token that we signed for this purpose, or null. Expiry is the caller's to check (`exp`). */
export function readToken(purpose: string, token: string): unknown {
  const [body, given, ...rest] = token.split(".");
  if (!body || !given || rest.length) return null;
  const bytes = Buffer.from(given, "base64url");
  const isOurs = keys.some(({ key }) => {
    const expected = signature(key, purpose, body);
    return expected.length === bytes.length && timingSafeEqual(expected, bytes);
  });
  return isOurs ? JSON.parse(Buffer.from(body, "base64url").toString()) : null;
}

/** The same for an address that must be short (a text has 160 characters): bytes, signed with 128 bits. */
export function signBytes(purpose: string, bytes: Buffer): string {
  return Buffer.concat([bytes, shortSignature(newest.key, purpose, bytes)]).toString("base64url");
}

/** The bytes that we signed for this purpose, or null. Expiry is the caller's to check. */
export function readSignedBytes(purpose: string, token: string): Buffer | null {
  const all = Buffer.from(token, "base64url");
  // Two spellings of one token would be two tokens to whoever counts them.
  if (all.length <= SHORT || all.toString("base64url") !== token) return null;
  const [bytes, given] = [all.subarray(0, -SHORT), all.subarray(-SHORT)];
  const isOurs = keys.some(({ key }) => timingSafeEqual(shortSignature(key, purpose, bytes), given));
  return isOurs ? bytes : null;
}

/** A token that a stranger carries and only we can read: encrypted under a key of its one purpose, so that it is proof too. */
export const sealToken = (purpose: string, plain: Buffer): string =>
  sealUnder(derived(newest.key, `sealed-token:${purpose}`), plain).toString("base64url");

/** What such a token of ours holds, or null. Expiry is the caller's to check. */
export function openToken(purpose: string, token: string): Buffer | null {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length <= 28 || bytes.toString("base64url") !== token) return null;
  for (const { key } of keys) {
    const plain = openedWith(derived(key, `sealed-token:${purpose}`), bytes);
    if (plain) return plain;
  }
  return null;
}

function openedWith(key: KeyObject, bytes: Buffer): Buffer | null {
  try {
    return unsealUnder(key, bytes);
  } catch {
    // Another key's, or nobody's: GCM says no more than that.
    return null;
  }
}

const keys = env.SEALING_KEYS.split(",").map((entry) => {
  const [id, text] = entry.split(":");
  const key = Buffer.from(text ?? "", "base64");
  if (!id || key.length !== 32) throw new Error("SEALING_KEYS: each entry is id:base64 of 32 bytes");
  // Node takes longer to tell that bytes are not a KeyObject than to encrypt with one.
  return { id, key: createSecretKey(key) };
});
const newest = keys[0]!;
// Hashes must outlive a rotation: they stay with the last key in the list, which is kept for good.
const oldest = keys.at(-1)!;

function signature(key: KeyObject, purpose: string, body: string): Buffer {
  return createHmac("sha256", derived(key, `token:${purpose}`))
    .update(body)
    .digest();
}

const SHORT = 16;
const shortSignature = (key: KeyObject, purpose: string, bytes: Buffer): Buffer =>
  createHmac("sha256", derived(key, `bytes:${purpose}`))
    .update(bytes)
    .digest()
    .subarray(0, SHORT);

const cache = new Map<KeyObject, Map<string, KeyObject>>();

function derived(key: KeyObject, purpose: string): KeyObject {
  const known = cache.get(key) ?? new Map<string, KeyObject>();
  cache.set(key, known);
  const found =
    known.get(purpose) ?? createSecretKey(Buffer.from(hkdfSync("sha256", key, "threadline", purpose, 32)));
  known.set(purpose, found);
  return found;
}
