/** A new random id (UUID v4): unguessable, made before the row is written. */
export const newId = (): string => crypto.randomUUID();

/** `gid://shopify/Order/123` → `"123"`. Ids exceed 2^53, so they stay text. A bare number passes through. */
export const idOfGid = (gid: string): string => gid.slice(gid.lastIndexOf("/") + 1).split("?", 1)[0]!;

/** `("Order", "123")` → `gid://shopify/Order/123`. */
export const gidOf = (type: string, id: string): string => `gid://shopify/${type}/${id}`;
