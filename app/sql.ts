import type { Client, ClientBase } from "pg";
import { type CopyTarget, copyIn } from "#app/database/copy-in.ts";
import { Prisma } from "#app/generated/prisma/client.ts";

/**
 * Asks the database in SQL, on the transaction's own connection: sql<Row>`select … where id = ${id}`. Values become
 * parameters, fragments (`Prisma.sql`) become text. Big integers come as text, times as Date, JSON parsed.
 */
export type Ask = <Row extends object>(
  strings: TemplateStringsArray,
  ...values: Parameters<typeof Prisma.sql>[1][]
) => Promise<Row[]>;

/** Writes rows by COPY on the transaction's own connection: what comes by the hundred thousand (shopify/bulk). */
export type Copy = (target: CopyTarget, lines: string) => Promise<void>;

/** The connection of an open transaction; null once it is over, when the connection is somebody else's. */
export interface Held {
  client: ClientBase | null;
}

export function askOn(held: Held): Ask {
  return async <Row extends object>(strings: TemplateStringsArray, ...values: Parameters<Ask>[1][]) => {
    const { text, values: bound } = Prisma.sql(strings, ...values);
    if (!held.client) throw new Error("the transaction of this shop is over");
    const { client } = held;
    try {
      return (await client.query<Row>({ name: nameOf(text), text, values: bound })).rows;
    } catch (error) {
      // It stays prepared on this connection, so the connection goes: the pool opens another.
      if (isOutdated(error)) void (client as Client).end();
      throw error;
    }
  };
}

const names = new Map<string, string>();
/** Our statements are some hundreds; each stays prepared on each connection that met it. */
const MOST_NAMES = 1_000;

/**
 * A name makes `pg` prepare a statement once a connection. To parse and plan it anew each time was a third of what a
 * message cost. None where there are more texts than anybody wrote: somebody builds them from values.
 */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST_NAMES) return known;
  names.set(text, `threadline-${names.size}`);
  return names.get(text);
}

/** A migration by a newer process has changed a column that this statement returns (PostgreSQL's 0A000). */
const isOutdated = (error: unknown): boolean =>
  error instanceof Error && /^cached plan must not change result type/.test(error.message);

export function copyOn(held: Held): Copy {
  return async (target, lines) => {
    if (!held.client) throw new Error("the transaction of this shop is over");
    await copyIn(held.client, target, lines);
  };
}
