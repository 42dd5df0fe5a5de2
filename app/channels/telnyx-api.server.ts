import type { Account } from "#app/channels/channel.ts";
import { readNetworkFault } from "#app/channels/network-fault.ts";
import { assertNoTransaction } from "#app/db.server.ts";
import { readJson } from "#app/payload.ts";

const API = "https://api.telnyx.com/v2";
const TIMEOUT_MS = 15_000;

export type TelnyxAnswer =
  | { ok: true; status: number; body: unknown }
  | { ok: false; wasWritten: boolean; code: string };

/** One request with the account's key, given up after fifteen seconds unless said otherwise. */
export async function askTelnyx(
  { secret }: Account,
  path: string,
  init: RequestInit = {},
): Promise<TelnyxAnswer> {
  assertNoTransaction("Telnyx");
  const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
  const signal = init.signal ?? AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(`${API}/${path}`, { ...init, headers, signal });
    return { ok: true, status: response.status, body: readJson(await response.text()) };
  } catch (error) {
    return { ok: false, ...readNetworkFault(error) };
  }
}
