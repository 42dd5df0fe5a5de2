import { readBlocked } from "#app/consent/carrier-block.ts";
import type { Reader } from "#app/db.server.ts";

interface Row {
  id: string;
  channel: string;
  /** Other threads that are shown in it. */
  parts: string[];
}

/** Which of these threads were last heard from on a line of texts that the carrier has blocked until START. */
export async function readBlockedRows(shop: Reader, rows: Row[]): Promise<Set<string>> {
  const texted = rows
    .filter(({ channel }) => channel === "sms")
    .map(({ id, parts }) => ({ id, threads: [id, ...parts] }));
  if (!texted.length) return new Set();
  const lines = await shop.sql<{ id: string; accountId: string; address: string }>`
    select asked.id, m."accountId", m.address
    from jsonb_to_recordset(${JSON.stringify(texted)}::jsonb) asked(id text, threads text[])
    cross join unnest(asked.threads) thread
    cross join lateral (
      select "accountId", address from "Message"
      where "shopId" = ${shop.id} and "conversationId" = thread and channel = 'sms' and direction = 'in'
        and "accountId" is not null and address is not null
      order by seq desc limit 1) m`;
  const blocked = await readBlocked(
    shop,
    lines.map((line) => ({ ...line, channel: "sms" })),
  );
  return new Set([...blocked].map(({ id }) => id));
}
