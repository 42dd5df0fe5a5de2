import { Prisma } from "#app/generated/prisma/client.ts";

/** How much a row of consent allows: of two words of one moment, the one that allows less holds. */
export function howMuch(row: "excluded" | "stands"): Prisma.Sql {
  const of = Prisma.raw(row);
  return Prisma.sql`case ${of}.state when 'revoked' then 0 when 'held' then 1 when 'pending' then 2
    else case ${of}.level when 'CONFIRMED_OPT_IN' then 5 when 'SINGLE_OPT_IN' then 4 else 3 end end`;
}
