import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import pg from "pg";
import { INSTALLATION_TABLES } from "#app/installation-tables.ts";
import { areaOf, codeOf, type Source, sourcesBelow } from "./source.ts";

const installation: readonly string[] = INSTALLATION_TABLES;
const client = new pg.Client(process.env.DATABASE_URL);
beforeAll(() => client.connect());
afterAll(() => client.end());

it("every table but the installation's is keyed by shop, uniquely and in its foreign keys", async () => {
  const { rows } = await client.query(`
    select c.relname as "table", i.relname as name, array_agg(a.attname::text order by k.ord) as columns, x.indisprimary as "isPrimary"
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    cross join unnest(x.indkey) with ordinality k(num, ord)
    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num
    where x.indisunique group by 1, 2, 4`);
  const byShop = rows.filter(({ table }) => !installation.includes(table));
  expect(byShop.filter(({ columns }) => !columns.includes("shopId"))).toEqual([]);
  expect(byShop.filter(({ columns, isPrimary }) => isPrimary && columns[0] !== "shopId")).toEqual([]);
  const { rows: keys } = await client.query(`
    select conrelid::regclass::text as "table", pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`);
  expect(keys.filter(({ definition }) => !/FOREIGN KEY \("shopId"/.test(definition))).toEqual([]);
});

it("every table but the installation's stands behind forced row-level security", async () => {
  const { rows } = await client.query(`
    select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as "isForced",
      exists (select from pg_policy p where p.polrelid = c.oid) as "hasPolicy"
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`);
  const open = rows.filter(({ isForced, hasPolicy }) => !isForced || !hasPolicy).map(({ name }) => name);
  expect(open.filter((name) => !installation.includes(name))).toEqual([]);
});

it("the application's role walks through no policy", async () => {
  const { rows } = await client.query(
    "select rolsuper, rolbypassrls from pg_roles where rolname = current_user",
  );
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
});

it("a table is written by its own area only", () => {
  expect(strangers(sourcesBelow("app"))).toEqual([]);
  expect(strangers([{ path: "app/answers/a.ts", text: "await shop.tx.message.update({})" }])).toHaveLength(1);
  expect(strangers([{ path: "app/answers/a.ts", text: 'sql`update "Message" set body = 1`' }])).toHaveLength(
    1,
  );
});

/** Model → area, by the sections of schema.prisma. */
function owners(): Map<string, string> {
  let area = "";
  const found = new Map<string, string>();
  for (const line of readFileSync("prisma/schema.prisma", "utf8").split("\n")) {
    area = /^\/\/ ─── (\w+)/.exec(line)?.[1] ?? area;
    const model = /^model (\w+)/.exec(line)?.[1];
    if (model) found.set(model, area);
  }
  return found;
}

function strangers(all: Source[]): string[] {
  const areas = owners();
  const modelOf = (property: string) => property[0]!.toUpperCase() + property.slice(1);
  return all.flatMap((source) => {
    const here = areaOf(source.path);
    const code = codeOf(source);
    const calls = [...code.matchAll(/\btx\.(\w+)\.(?:create|update|upsert|delete)\w*\(/g)].map(([, name]) =>
      modelOf(name!),
    );
    const written = [...code.matchAll(/\b(?:insert into|update|delete from)\s+"(\w+)"/gi)].map(
      ([, name]) => name!,
    );
    return [...calls, ...written]
      .filter((model) => areas.has(model) && areas.get(model) !== "Installation")
      .filter((model) => here !== areas.get(model) && here !== "privacy")
      .map((model) => `${source.path} writes ${model}`);
  });
}
