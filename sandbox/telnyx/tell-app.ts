import { sign } from "node:crypto";
import type { Town } from "../town-types.ts";
import { messageResource } from "./message-resource.ts";
import { nextId } from "./telnyx-state.ts";
import type { TelnyxMessage, TelnyxState } from "./telnyx-types.ts";

export interface Telling {
  event: "message.received" | "message.sent" | "message.finalized";
  url: string;
  message: TelnyxMessage;
  forged?: boolean;
  /** Deliveries of the same event besides the first. */
  repeats?: number;
  /** Seconds by which the signature is old. */
  oldBy?: number;
}

/** Posts an event as Telnyx does: Ed25519 over `<timestamp>|<raw body>`, again until it is answered with 2xx, thrice at most. */
export async function tellApp(town: Town, state: TelnyxState, telling: Telling): Promise<number | null> {
  const { event, url, message, repeats = 0 } = telling;
  if (!url) return null;
  const body = JSON.stringify({
    data: {
      event_type: event,
      id: nextId(town, state),
      occurred_at: town.clock.iso(),
      payload: messageResource(message),
      record_type: "event",
    },
    meta: { attempt: 1, delivered_to: url },
  });
  let answered: number | null = null;
  for (let time = 0; time <= repeats; time++) answered = await post(town, state, telling, body);
  return answered;
}

const MOST_TRIES = 3;

async function post(town: Town, state: TelnyxState, { event, url, message, ...how }: Telling, body: string) {
  const answered = await postSigned(town, state, url, body, how);
  state.posted.push({ at: town.clock.iso(), event, id: message.id, answered });
  return answered;
}

/** Any body, with the account's signature. */
export async function postSigned(
  town: Town,
  state: TelnyxState,
  url: string,
  body: string,
  how: Pick<Telling, "forged" | "oldBy"> = {},
): Promise<number | null> {
  const timestamp = String(Math.floor(town.clock.now() / 1000) - (how.oldBy ?? 0));
  const signed = sign(
    null,
    Buffer.from(`${timestamp}|${how.forged ? `${body} ` : body}`),
    state.account.privateKey,
  );
  const headers = {
    "content-type": "application/json",
    "telnyx-timestamp": timestamp,
    "telnyx-signature-ed25519": signed.toString("base64"),
  };
  let answered: number | null = null;
  for (let attempt = 1; attempt <= MOST_TRIES && answered === null; attempt++)
    answered = await once(url, headers, body);
  return answered;
}

async function once(url: string, headers: Record<string, string>, body: string): Promise<number | null> {
  try {
    const answer = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(10_000) });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    // Nobody is there: the next try, or the list of what was posted, says so.
    return null;
  }
}
