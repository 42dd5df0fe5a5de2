import { GraphQLError } from "graphql";
import { idOf } from "../store/ids.ts";

/** The number in a gid of that kind. A gid of another kind finds nothing, and Shopify says so. */
export function idArgument(kind: string, value: unknown): number {
  const gid = String(value);
  const id = idOf(kind, gid);
  if (id !== null) return id;
  // Ids that no shop has (letters, more digits than a number holds) are of the right kind all the same.
  if (gid.startsWith(`gid://shopify/${kind}/`)) return -1;
  throw new GraphQLError(`Invalid id: ${gid}`, { extensions: { code: "RESOURCE_NOT_FOUND" } });
}

/** Kind and number of any gid, or null. */
export function anyId(value: unknown): { kind: string; id: number } | null {
  const found = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d{1,15})(?:\?.*)?$/.exec(String(value));
  return found ? { kind: found[1]!, id: Number(found[2]) } : null;
}
