import type { Reader, Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";

export interface ImportView {
  id: string;
  name: string;
  startedBy: string | null;
  startedAt: string;
  rows: number;
  taken: number;
  left: number;
  refused: number;
  isDone: boolean;
}

export async function startImport(
  shop: Shop,
  { name, staffId }: { name: string; staffId: string },
): Promise<string> {
  const id = newId();
  await shop.sql`
    insert into "ConsentImport"
      ("shopId", id, name, "startedBy", "startedAt", rows, taken, "left", refused, "changedAt")
    values (${shop.id}, ${id}, ${name}, ${staffId}, ${shop.at}, 0, 0, 0, 0, ${shop.at})`;
  return id;
}

/** Adds what a batch came to, in the transaction that wrote it. */
export async function noteBatch(
  shop: Shop,
  id: string,
  { rows, taken, left, refused }: Pick<ImportView, "rows" | "taken" | "left" | "refused">,
): Promise<void> {
  await shop.sql`
    update "ConsentImport" set rows = rows + ${rows}, taken = taken + ${taken}, "left" = "left" + ${left},
      refused = refused + ${refused}, "changedAt" = ${shop.at}
    where "shopId" = ${shop.id} and id = ${id}`;
}

export async function endImport(shop: Shop, id: string): Promise<void> {
  await shop.sql`update "ConsentImport" set "doneAt" = ${shop.at} where "shopId" = ${shop.id} and id = ${id}`;
}

/** The newest imports, for the screen: one that was cut off stays without its end. */
export async function readImports(shop: Reader): Promise<ImportView[]> {
  const rows = await shop.sql<Omit<ImportView, "startedAt"> & { startedAt: Date }>`
    select i.id, i.name, s.name as "startedBy", i."startedAt", i.rows, i.taken, i."left", i.refused,
      i."doneAt" is not null as "isDone"
    from "ConsentImport" i left join "StaffMember" s on s."shopId" = i."shopId" and s.id = i."startedBy"
    where i."shopId" = ${shop.id} order by i."startedAt" desc limit 20`;
  return rows.map(({ startedAt, ...row }) => ({ ...row, startedAt: startedAt.toISOString() }));
}
