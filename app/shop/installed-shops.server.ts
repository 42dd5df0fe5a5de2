import { pool } from "#app/db.server.ts";

const AT_ONCE = 500;

/** Ids of every shop that has us installed, by keyset: for what schedules do shop by shop. */
export async function* installedShops(): AsyncGenerator<string> {
  let after = "";
  for (;;) {
    const { rows } = await pool.query<{ id: string }>(
      `select id from "Shop" where id > $1 and "uninstalledAt" is null order by id limit $2`,
      [after, AT_ONCE],
    );
    for (const { id } of rows) yield id;
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1)!.id;
  }
}
