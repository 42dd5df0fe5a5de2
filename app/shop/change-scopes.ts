import { z } from "zod";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";

const payload = z.object({ current: z.array(z.string()), updated_at: z.string().optional() });

/** The merchant granted or took away scopes (`app/scopes_update`): what needs one asks `hasScope`. */
export async function changeScopes(shop: Shop, webhook: unknown): Promise<"applied" | "ignored"> {
  const scopes = [...new Set(payload.parse(webhook).current)].sort();
  const changed = await shop.tx.$executeRaw`
    update "Shop" set scopes = ${scopes} where id = ${shop.id} and scopes is distinct from ${scopes}`;
  if (!changed) return "ignored";
  await writeEvent(shop, { name: "shop.scopes-changed", payload: { scopes } });
  return "applied";
}

/** Whether a scope is granted; a write scope brings its read scope. */
export const hasScope = (granted: string[], scope: string): boolean =>
  granted.includes(scope) || granted.includes(scope.replace(/^read_/, "write_"));
