import { generateKeyPairSync } from "node:crypto";

const { publicKey, privateKey } = generateKeyPairSync("ed25519");

/** The selector under which every domain of the town's people has its DKIM key: one for all, made when the town opens. */
export const SELECTOR = "town";

export const signingKey = privateKey.export({ type: "pkcs8", format: "pem" }).toString();

/** The TXT record at `town._domainkey.<domain>` (RFC 8463: the last 32 bytes of the encoded key are the key). */
export const keyRecord = `v=DKIM1; k=ed25519; p=${publicKey.export({ type: "spki", format: "der" }).subarray(-32).toString("base64")}`;
