import type {
  AuthorKind,
  Card,
  Choice,
  FileView,
  Link,
  MessageState,
  MessageView,
} from "#app/conversations/message.ts";

/** The columns a view is made of, for Prisma's `select`. */
export const CHAT_SELECT = {
  id: true,
  shopId: true,
  seq: true,
  version: true,
  clientId: true,
  direction: true,
  authorKind: true,
  authorId: true,
  body: true,
  choices: true,
  link: true,
  card: true,
  at: true,
  state: true,
  files: { select: { id: true, width: true, height: true, name: true } },
} as const;

export interface MessageRow {
  id: string;
  shopId: string;
  seq: number;
  version: number;
  clientId: string | null;
  direction: string;
  authorKind: string;
  authorId: string | null;
  body: string;
  choices: unknown;
  link: unknown;
  card: unknown;
  at: Date;
  state: string;
  files: { id: string; width: number | null; height: number | null; name: string | null }[];
}

/** A row as both sides are given it. `urlOf` makes the address a picture can be fetched at. */
export function toMessageView(
  row: MessageRow,
  urlOf: (shopId: string, fileId: string) => string,
  nameOf: (authorId: string) => string | null = () => null,
): MessageView {
  const files: FileView[] = row.files.map((file) => ({ ...file, url: urlOf(row.shopId, file.id) }));
  return {
    id: row.id,
    seq: row.seq,
    version: row.version,
    clientId: row.clientId,
    from: row.direction === "in" ? "shopper" : "shop",
    author: { kind: row.authorKind as AuthorKind, name: row.authorId ? nameOf(row.authorId) : null },
    text: row.body,
    choices: (row.choices as Choice[] | null) ?? [],
    link: row.link as Link | null,
    card: row.card as Card | null,
    files,
    at: row.at.toISOString(),
    state: row.state as MessageState,
  };
}
