import { pool } from "#app/db.server.ts";

/** In every text of the other shop, and nowhere else. */
export const MARK = "LANTERNMARK";
const mark = MARK.toLowerCase();

/** Whether these bytes tell something of the other shop. */
export const tellsOfThem = (bytes: string): boolean => bytes.toLowerCase().includes(mark);

/** Columns that hold no words: ids, keys, states and codes. What is no word is changed here at its peril. */
const WORDLESS =
  /^(id|shopId|\w+Id|\w*[kK]ey|\w+Hash|kind|provider|version|status|\w+Status|state|channels?|role|task|skill|how|purpose|direction|authorKind|lastAuthor|level|locale|currency|total|intent|signedInAs|voidTag|sender|sourceName|deliveryMethod|contentType|businessHours|languages?|trackingUrl)$/;
const WORDLESS_OF: Record<string, string[]> = {
  DomainEvent: ["name", "payload"],
  Order: ["name"],
  Fulfillment: ["items"],
  ScanTracker: ["feed"],
  Cart: ["lines"],
  Checkout: ["lines"],
  Return: ["exchangeLines"],
  Sweep: ["found", "because"],
  ParkedJob: ["payload"],
  OpenQuestion: ["state"],
  ConsentImport: ["plan", "counts"],
  ConsentImportPart: ["outcomes", "lines"],
  ConsentEntry: ["source", "shown", "version"],
  Message: ["choices", "link", "card", "address"],
};

interface Column {
  table: string;
  column: string;
  type: string;
}

/** Tables that hold rows of shops, by their own column: a table that comes tomorrow is among them. */
export async function shopTables(): Promise<string[]> {
  const columns = await columnsOf("shopId");
  return columns.map(({ table }) => table).filter((table) => table !== "Address");
}

async function columnsOf(name: string | null): Promise<Column[]> {
  const { rows } = await pool.query<Column>(
    `select table_name as table, column_name as column, data_type as type from information_schema.columns
     where table_schema = 'public' and ($1::text is null or column_name = $1) order by 1, 2`,
    [name],
  );
  return rows;
}

/** Puts the mark into every word the other shop has, and takes its order names apart from ours. */
export async function markRows(shopId: string): Promise<void> {
  const tables = new Set(await shopTables());
  const columns = (await columnsOf(null)).filter(
    ({ table, column }) =>
      tables.has(table) && !WORDLESS.test(column) && !WORDLESS_OF[table]?.includes(column),
  );
  await asShop(shopId, async (ask) => {
    await ask(
      `update "Order" set name = '#L' || (90000 + substring(id, '...$')::int), "nameKey" = 'L' || (90000 + substring(id, '...$')::int),
       "numberKey" = (90000 + substring(id, '...$')::int)::text where "shopId" = $1`,
      [shopId],
    );
    for (const { table, column, type } of columns) {
      const word = `'${MARK}-${column}-' || substring(md5(ctid::text), 1, 6)`;
      const value = { text: word, ARRAY: `array[${word}]`, jsonb: `jsonb_build_object('told', ${word})` }[
        type
      ];
      const only = table === "ContactPoint" ? " and kind <> 'visitor'" : "";
      if (value)
        await ask(`update "${table}" set "${column}" = ${value} where "shopId" = $1${only}`, [shopId]);
    }
  });
  await pool.query(`update "Shop" set name = $2, email = $2 where id = $1`, [shopId, `${MARK}-shop`]);
}

type Ask = (statement: string, values: unknown[]) => Promise<Record<string, unknown>[]>;

/** Statements on one connection that sees this shop's rows, committed at the end. */
export async function asShop<T>(shopId: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('app.shop', $1, true)", [shopId]);
    const done = await work(async (statement, values) => (await client.query(statement, values)).rows);
    await client.query("commit");
    client.release();
    return done;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** A digest of each table's rows of this shop, of its sessions, addresses and receipts. */
export async function digestOf(
  shopId: string,
  domain: string,
  tables: string[],
): Promise<Record<string, string>> {
  const digest = (name: string, where: string) =>
    `select '${name}' as table, coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from "${name}" t where ${where}`;
  const parts = [
    ...tables.map((table) => digest(table, `"shopId" = $1`)),
    digest("Shop", "id = $1"),
    digest("Address", `"shopId" = $1`),
    digest("Session", "shop = $2"),
    digest("Receipt", `address = $2 or address in (select id from "ChannelAccount" where "shopId" = $1)`),
  ];
  const rows = await asShop(shopId, (ask) => ask(parts.join(" union all "), [shopId, domain]));
  return Object.fromEntries(rows.map(({ table, digest: sum }) => [String(table), String(sum)]));
}

export const changedTables = (before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.keys(after).filter((table) => before[table] !== after[table]);

/** Rows of this shop that tell of the other one. */
export async function tellingRows(
  shopId: string,
  tables: string[],
): Promise<{ table: string; row: string }[]> {
  const parts = tables.map(
    (table) =>
      `select '${table}' as table, left(t::text, 300) as row from "${table}" t where "shopId" = $1 and t::text ilike $2`,
  );
  const rows = await asShop(shopId, (ask) => ask(parts.join(" union all "), [shopId, `%${MARK}%`]));
  return rows.map(({ table, row }) => ({ table: String(table), row: String(row) }));
}
