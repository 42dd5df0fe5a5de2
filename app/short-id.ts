import { createHash } from "node:crypto";

/** An index of PostgreSQL takes 2,704 bytes a row, and a character has up to four. Ids of providers and mail programs have a hundred or so. */
const LONGEST = 500;

/** Somebody else's id, as it is kept and looked for: whole, or its hash where no index would take it. */
export const shortId = (id: string): string =>
  id.length <= LONGEST ? id : `sha256:${createHash("sha256").update(id).digest("base64url")}`;
