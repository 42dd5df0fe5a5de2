import { registeringJob } from "#app/channels/go-on-registering.ts";
import { findRegistration } from "#app/channels/registrations.ts";
import type { Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { log } from "#app/log.server.ts";

/** Twilio told that its review of a business has moved: it is asked how far it is. What it told is not believed. */
export async function hearRegistration(shop: Shop, accountId: string, sid: string): Promise<void> {
  const { profile, bundle } = (await findRegistration(shop, accountId))?.facts.made ?? {};
  if (sid === profile?.sid || sid === bundle?.sid) await enqueue(shop, [registeringJob(accountId)]);
  else log.info({ accountId, sid }, "ignored: Twilio told of a bundle that this registration is not made of");
}
