/** Errors of undici that come before a byte of the request was written. */
const NEVER_WRITTEN = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "EHOSTUNREACH"];

/** A `fetch` that threw: whether the provider may have had the request all the same, and the system's word for it. */
export function readNetworkFault(error: unknown): { wasWritten: boolean; code: string } {
  const cause = (error as { cause?: { code?: unknown } }).cause;
  const code = String(cause?.code ?? (error as Error).name);
  return { wasWritten: !NEVER_WRITTEN.includes(code), code };
}
