import type { Choice } from "#app/channels/channel.ts";
import type {
  AuthorKind,
  Card,
  FileView,
  Link,
  MessageState,
  MessageView,
} from "#app/conversations/message.ts";
import type { MessageRow } from "#app/conversations/message-rows.ts";

/** A row as both sides are given it. `urlOf` makes the address a picture can be fetched at. */
export function toMessageView(
  row: MessageRow,
  urlOf: (shopId: string, fileId: string) => string,
): MessageView {
  const files: FileView[] = row.files.map((file) => ({ ...file, url: urlOf(row.shopId, file.id) }));
  return {
    id: row.id,
    seq: row.seq,
    version: row.version,
    clientId: row.clientId,
    from: row.direction === "in" ? "shopper" : "shop",
    author: { kind: row.authorKind as AuthorKind, name: row.authorName },
    text: row.body,
    choices: (row.choices as Choice[] | null) ?? [],
    link: row.link as Link | null,
    card: row.card as Card | null,
    files,
    at: row.at.toISOString(),
    state: row.state as MessageState,
  };
}
