// npm run migration -- <name>: writes prisma/migrations/<time>_<name>/migration.sql from what schema.prisma adds.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { INSTALLATION_TABLES } from "#app/installation-tables.ts";

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) throw new Error("npm run migration -- lower_case_name");

const from = ["--from-migrations", "prisma/migrations", "--to-schema-datamodel", "prisma/schema.prisma"];
const sql = execFileSync("prisma", ["migrate", "diff", ...from, "--script"], { encoding: "utf8" });
const tables = [...sql.matchAll(/^CREATE TABLE "(\w+)"/gm)].map(([, table]) => table!);
const byShop = tables.filter((table) => !INSTALLATION_TABLES.some((exception) => exception === table));

const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const folder = `prisma/migrations/${stamp}_${name}`;
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/migration.sql`, `${[sql.trimEnd(), ...byShop.map(wall)].join("\n\n")}\n`);
console.log(folder);

/** The second wall (R38): the owner too sees only rows of the shop that the transaction names. */
function wall(table: string): string {
  return `ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "${table}" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "${table}"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));`;
}
