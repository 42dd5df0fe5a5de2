import { z } from "zod";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";

/** The merchant granted or took away scopes: what needs one asks `hasScope`. */
export async function changeScopes(shop: Shop, granted: string[]): Promise<"applied" | "ignored"> {
  const scopes = [...new Set(granted)].sort();
  const [changed] = await shop.sql`
    update "Shop" set scopes = ${scopes} where id = ${shop.id} and scopes is distinct from ${scopes} returning id`;
  if (!changed) return "ignored";
  await writeEvent(shop, { name: "shop.scopes-changed", payload: { scopes } });
  return "applied";
}

/** Whether a scope is granted; a write scope brings its read scope. */
export const hasScope = (granted: string[], scope: string): boolean =>
  granted.includes(scope) || granted.includes(scope.replace(/^read_/, "write_"));

/** Of `app/scopes_update`; null where it is no such payload. */
export const scopesFromWebhook = (payload: unknown): string[] | null =>
  scopesUpdate.safeParse(payload).data?.current ?? null;

const scopesUpdate = z.object({ current: z.array(z.string()) });
