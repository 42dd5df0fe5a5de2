import { now } from "#app/clock.ts";
import { inShop, prisma, type Shop } from "#app/db.server.ts";

/** A shop's row, without Shopify behind it. */
export async function makeShop(id: string): Promise<void> {
  await prisma.shop.create({
    data: { id, domain: `${id}.myshopify.com`, timeZone: "Europe/Berlin", installedAt: now() },
  });
}

/** Jobs by task and payload that wait in the queue for this shop. */
export async function waitingJobs(shopId: string, task: string): Promise<Record<string, unknown>[]> {
  const rows = await prisma.$queryRaw<{ payload: Record<string, unknown> }[]>`
    select p.payload from graphile_worker._private_jobs p
    join graphile_worker._private_tasks t on t.id = p.task_id
    where t.identifier = ${task} and p.payload->>'shopId' = ${shopId}`;
  return rows.map(({ payload }) => payload);
}

/** Names of what was told of this shop, in turn. */
export const eventsOf = (shopId: string): Promise<string[]> =>
  inShop(shopId, async ({ tx }: Shop) => {
    const events = await tx.domainEvent.findMany({ where: { shopId }, orderBy: { id: "asc" } });
    return events.map(({ key, name }) => key ?? name);
  });
