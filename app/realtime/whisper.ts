import { pool } from "#app/db.server.ts";
import { WHISPER } from "#app/realtime/bus.server.ts";

/** Tells every process that somebody is typing. Lost when nobody listens, as it should be. */
export async function whisperTyping(
  shopId: string,
  conversationId: string,
  who: "staff" | "shopper",
): Promise<void> {
  const said = JSON.stringify({ shopId, id: "0", name: WHISPER, conversationId, who });
  await pool.query("select pg_notify('live', $1)", [said]);
}
