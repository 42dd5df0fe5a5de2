// The floor under a campaign's way out: loops of claim, consent read, POST, update. Nothing is checked, told or kept
// besides. node bench/campaign/floor-worker.ts CARRIER LOOPS
import pg from "pg";

const [carrier, loops] = process.argv.slice(2) as [string, string];
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(loops) });

interface Claimed {
  id: string;
  address: string;
  body: string;
}

const CLAIM = {
  name: "claim",
  text: `update floor_message set state = 'sending', fence = fence + 1
    where id = (select id from floor_message where state = 'queued' order by id limit 1 for update skip locked)
    returning id, address, body`,
};
const CONSENT = { name: "consent", text: "select state from floor_consent where address = $1" };
const UPDATE = {
  name: "update",
  text: `update floor_message set state = $2, "externalId" = $3 where id = $1`,
};

async function loop(): Promise<void> {
  for (;;) {
    const claimed = (await pool.query<Claimed>(CLAIM)).rows[0];
    if (!claimed) return;
    const { id, address, body } = claimed;
    const consent = (await pool.query({ ...CONSENT, values: [address] })).rows[0] as { state: string };
    if (consent?.state !== "granted") {
      await pool.query({ ...UPDATE, values: [id, "suppressed", null] });
      continue;
    }
    const form = new URLSearchParams({ To: address, Body: body });
    const answer = await fetch(carrier, { method: "POST", body: form });
    const { sid } = (await answer.json()) as { sid: string };
    await pool.query({ ...UPDATE, values: [id, "sent", sid] });
  }
}

process.on("message", async () => {
  await Promise.all(Array.from({ length: Number(loops) }, loop));
  process.send!("done");
});
process.once("disconnect", () => process.exit());
process.send!("ready");
