import { createHash } from "node:crypto";
import { type DocumentNode, print } from "graphql";

/** Of all operations, in any order: says whether the generated types are those of today's documents. */
export function digestOf(documents: DocumentNode[]): string {
  const texts = [
    ...new Set(documents.flatMap(({ definitions }) => definitions.map((one) => print(one)))),
  ].sort();
  return createHash("sha256").update(texts.join("\n")).digest("hex");
}
