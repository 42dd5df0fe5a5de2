import type { ClientBase } from "pg";
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
export type Copy = (target: CopyTarget, rows: unknown[][]) => Promise<void>;

/** The connection of an open transaction; null once it is over, when the connection is somebody else's. */
export interface Held {
  client: ClientBase | null;
}

export function askOn(held: Held): Ask {
  return async <Row extends object>(strings: TemplateStringsArray, ...values: Parameters<Ask>[1][]) => {
    const { text, values: bound } = Prisma.sql(strings, ...values);
    if (!held.client) throw new Error("the transaction of this shop is over");
    return (await held.client.query<Row>(text, bound)).rows;
  };
}

export function copyOn(held: Held): Copy {
  return async (target, rows) => {
    if (!held.client) throw new Error("the transaction of this shop is over");
    await copyIn(held.client, target, rows);
  };
}
