import pg from "pg";
import { acquireDatabase } from "#app/database/embedded.ts";
import { ask, TIDEWATER } from "#tools/demo/open-as-merchant.ts";

/** Resolves when every order of the cast stands in the app's mirror; the rest of the store goes on arriving. */
export async function untilMirrored(home: string, town: string, tell: (line: string) => void): Promise<void> {
  const cast = (await ask(town, "GET", `/shops/${TIDEWATER}/cast`)) as { orderId: number | null }[];
  const wanted = [...new Set(cast.flatMap(({ orderId }) => (orderId ? [String(orderId)] : [])))];
  const embedded = process.env.DATABASE_URL ? null : await acquireDatabase(`${home}/postgres`);
  const client = new pg.Client(process.env.DATABASE_URL ?? embedded!.url);
  await client.connect();
  try {
    for (let told = -1; ; ) {
      const found = await count(client, wanted);
      if (found !== told) tell(`${found} of the cast's ${wanted.length} orders mirrored`);
      told = found;
      if (found >= wanted.length) return;
      await new Promise((again) => setTimeout(again, 250));
    }
  } finally {
    await client.end();
    embedded?.release();
  }
}

/** By the shop's own key: row-level security shows nothing without it. */
async function count(client: pg.Client, wanted: string[]): Promise<number> {
  await client.query("begin");
  await client.query(`select set_config('app.shop', id, true) from "Shop" where domain = $1`, [TIDEWATER]);
  const { rows } = await client.query(`select count(*)::int as found from "Order" where id = any($1)`, [
    wanted,
  ]);
  await client.query("commit");
  return rows[0].found;
}
