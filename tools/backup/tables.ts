import type pg from "pg";

export interface Table {
  /** Quoted, with its schema, as statements say it. */
  sql: string;
  /** As people say it. */
  name: string;
  /** Quoted; generated columns are left out. */
  columns: string[];
  /** Holds rows of shops under forced row-level security. */
  isByShop: boolean;
}

export interface Sequence {
  sql: string;
  /** Null where it was never asked. As text: it may exceed 2^53. */
  last: string | null;
}

const SCHEMAS = "('public', 'graphile_worker')";

/** Every table of the application and of its job engine, each after those that it points at. */
export async function readTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table & { oid: string; parents: string[] }>(
    `select c.oid::text, format('%I.%I', n.nspname, c.relname) sql,
       case when n.nspname = 'public' then '' else n.nspname || '.' end || c.relname name,
       c.relrowsecurity and c.relforcerowsecurity "isByShop",
       array(select quote_ident(a.attname) from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
         order by a.attnum) columns,
       array(select f.confrelid::text from pg_constraint f
         where f.contype = 'f' and f.conrelid = c.oid and f.confrelid <> c.oid) parents
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ${SCHEMAS} and c.relkind = 'r'
     order by n.nspname, c.relname`,
  );
  const ordered: typeof rows = [];
  while (ordered.length < rows.length) {
    const known = new Set(ordered.map(({ oid }) => oid));
    const next = rows.filter(({ oid, parents }) => !known.has(oid) && parents.every((one) => known.has(one)));
    if (!next.length) throw new Error("tables point at each other in a circle");
    ordered.push(...next);
  }
  return ordered.map(({ oid: _, parents: __, ...table }) => table);
}

export async function readSequences(client: pg.Client): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(
    `select format('%I.%I', schemaname, sequencename) sql, last_value::text last
     from pg_sequences where schemaname in ${SCHEMAS} order by 1`,
  );
  return rows;
}

export async function readMigrations(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select migration_name name from "_prisma_migrations"
     where finished_at is not null and rolled_back_at is null order by 1`,
  );
  return rows.map(({ name }) => name);
}
