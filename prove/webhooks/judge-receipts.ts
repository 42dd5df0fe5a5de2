import { pool } from "#app/db.server.ts";
import type { Violation } from "../proof.ts";
import type { Deliveries } from "./deliveries.ts";

interface Kept {
  key: string;
  copies: number;
  read: number;
  parkedFor: string | null;
}

const PAGE = 5_000;

/** What was acknowledged is kept once and was read; what was not was tried again until it was. */
export async function judgeReceipts({ told }: Deliveries): Promise<Record<"lost" | "doubled", Violation[]>> {
  const lost: Violation[] = [];
  const doubled: Violation[] = [];
  const ids = [...told.keys()];
  for (let from = 0; from < ids.length; from += PAGE) {
    const kept = await keptOf(ids.slice(from, from + PAGE));
    for (const webhookId of ids.slice(from, from + PAGE)) {
      const { topic, acknowledged, lost: givenUp, attempts } = told.get(webhookId)!;
      const about = { webhookId, topic, attempts, acknowledged };
      const receipt = kept.get(webhookId);
      if (givenUp) lost.push({ what: "refused until Shopify gave it up", ...about });
      else if (!acknowledged) lost.push({ what: "never acknowledged", ...about });
      else if (!receipt) lost.push({ what: "acknowledged and not kept", ...about });
      else if (receipt.parkedFor) lost.push({ what: "parked", ...about, because: receipt.parkedFor });
      else if (!receipt.read) lost.push({ what: "kept and never read", ...about });
      if (receipt && receipt.copies > 1)
        doubled.push({ what: "kept more than once", ...about, copies: receipt.copies });
    }
  }
  return { lost, doubled };
}

/** By the webhook's id, wherever in the key it stands: a door that makes up its own keys is found out, too. */
async function keptOf(ids: string[]): Promise<Map<string, Kept>> {
  const { rows } = await pool.query<Kept>(
    `select substring(key from 1 for 36) as key, count(*)::int as copies, count("readAt")::int as read,
       max("parkedFor") as "parkedFor"
     from "Receipt" where door = 'shopify' and substring(key from 1 for 36) = any($1) group by 1`,
    [ids],
  );
  return new Map(rows.map((row) => [row.key, row]));
}
