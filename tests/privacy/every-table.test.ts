import { expect, it } from "vitest";
import { pool } from "#app/db.server.ts";
import { NOT_OF_PERSONS, ROWS_OF_PERSON } from "#app/privacy/rows-of-person.ts";

it("every table of shops is known to hold a person's data, or said to hold none", async () => {
  const { rows } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'shopId' order by 1`,
  );
  const said = [...ROWS_OF_PERSON.map(({ table }) => table), ...NOT_OF_PERSONS];
  expect(said.sort()).toEqual(rows.map(({ name }) => name));
});
