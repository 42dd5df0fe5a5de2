/** A new random id (UUID v4): unguessable, made before the row is written. */
export const newId = (): string => crypto.randomUUID();

/** `gid://shopify/Order/123` → `"123"`. Ids exceed 2^53, so they stay text. A bare number passes through. */
export const idOfGid = (gid: string): string => gid.slice(gid.lastIndexOf("/") + 1).split("?", 1)[0]!;

/** `("Order", "123")` → `gid://shopify/Order/123`. */
export const gidOf = (type: string, id: string): string => `gid://shopify/${type}/${id}`;

/** The sixteen bytes of an id of ours, for tokens that must be short. */
export const bytesOfId = (id: string): Buffer => Buffer.from(id.replaceAll("-", ""), "hex");

/** The id that these sixteen bytes are. */
export const idOfBytes = (bytes: Buffer): string =>
  bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
