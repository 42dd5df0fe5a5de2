import { expect } from "vitest";
import { HOUR } from "#app/clock.ts";
import { nightSweeps } from "#app/wiring/sweeps.ts";
import { look, settled } from "#tests/app.ts";
import { runNow } from "#tests/run-now.ts";
import { town } from "#tests/town.ts";

/** What the night does, from its beginning until each of its sweeps has come to its end. */
export async function aNightGoesBy(shopId: string): Promise<void> {
  const from = await town.clock.now();
  await runNow("sweepShopsAtNight");
  await town.clock.advance(3 * HOUR);
  const nightly = () => look(shopId, ({ tx }) => tx.sweep.findMany({ where: { because: "nightly" } }));
  const done = async () =>
    (await nightly()).filter(({ startedAt, doneAt }) => startedAt >= from && doneAt).length;
  await expect.poll(done).toBe(nightSweeps.length);
  await settled();
}

/** How many of each topic no webhook had told. */
export async function driftOf(shopId: string): Promise<Record<string, number>> {
  const rows = await look(shopId, ({ tx }) => tx.topicDrift.findMany({ where: { drifted: { gt: 0 } } }));
  const found: Record<string, number> = {};
  for (const { topic, drifted } of rows) found[topic] = (found[topic] ?? 0) + drifted;
  return found;
}
