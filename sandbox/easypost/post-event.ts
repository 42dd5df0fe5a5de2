import { createHmac, randomUUID } from "node:crypto";
import type { Town } from "../town-types.ts";
import type { EasypostState, Tracker } from "./tracker.ts";

/** Posts `tracker.updated` to every webhook, signed as EasyPost signs: hex HMAC-SHA256 of the body, with a prefix. */
export async function postEvent(
  town: Town,
  state: EasypostState,
  tracker: Tracker,
  { repeats = 0, forged = false }: { repeats?: number; forged?: boolean },
): Promise<void> {
  const id = `evt_${randomUUID().replaceAll("-", "")}`;
  const body = JSON.stringify({
    id,
    object: "Event",
    mode: "test",
    description: "tracker.updated",
    created_at: town.clock.iso(),
    previous_attributes: {},
    result: tracker,
  });
  for (const { url, secret } of state.webhooks.values())
    for (let time = 0; time <= repeats; time++) {
      const key = forged ? `${secret}?` : secret;
      const answered = await post(url, body, createHmac("sha256", key).update(body).digest("hex"));
      state.posted.push({ at: town.clock.iso(), id, url, answered });
    }
}

async function post(url: string, body: string, hex: string): Promise<number | null> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "x-hmac-signature": `hmac-sha256-hex=${hex}` },
      body,
      signal: AbortSignal.timeout(10_000),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    // Nobody is there: EasyPost would come again later, and the town says so in its list.
    return null;
  }
}
