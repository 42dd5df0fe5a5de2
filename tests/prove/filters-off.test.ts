import { expect, it } from "vitest";
import { randomOf } from "#tools/random-of.ts";
import { stripFilters } from "../../prove/plant/strip-filters.ts";

it("takes the filter by shop out of conditions, and out of nothing else", () => {
  expect(stripFilters('select 1 from "Message" m where m."shopId" = $1 and id = $2')).toBe(
    'select 1 from "Message" m where ($1::text is not null) and id = $2',
  );
  expect(stripFilters('update "Message" set "shopId" = $1 where "public"."Message"."shopId" = $2')).toBe(
    'update "Message" set "shopId" = $1 where ($2::text is not null)',
  );
  expect(stripFilters('where ("T"."shopId","T"."id") IN (($1,$2),($3,$4))')).toBe(
    'where ("T"."id" IN ($2, $4) and $1::text is not null and $3::text is not null)',
  );
  expect(stripFilters('where "T"."shopId" IN ($1) and "T"."id" IN ($2)')).toBe(
    'where ($1::text is not null) and "T"."id" IN ($2)',
  );
  expect(stripFilters('insert into "T" ("shopId", id) values ($1, $2)')).toBe(
    'insert into "T" ("shopId", id) values ($1, $2)',
  );
});

it("draws the same from the same seed", () => {
  const [one, other] = [randomOf(7), randomOf(7)];
  expect(Array.from({ length: 5 }, one)).toEqual(Array.from({ length: 5 }, other));
});
