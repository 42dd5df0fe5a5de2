import { connect, isIP, type LookupFunction, type Socket } from "node:net";
import { env } from "#app/env.server.ts";
import { isPublicAddress } from "#app/files/address-rule.ts";
import { NotPublic, onlyPublic } from "#app/files/only-public.server.ts";

/** Names and addresses of our own network that the operator lets merchants name as their mail server. */
const inside = new Set(env.MAIL_HOSTS_INSIDE.split(",").map((host) => host.trim().toLowerCase()));

export const isInside = (host: string): boolean => inside.has(host.toLowerCase());

/**
 * How a mail server that a merchant named is found (R43): on the internet alone, and where it was found, there it is
 * asked. Throws `NotPublic` for an address that is not.
 */
export function lookupOf(host: string): { lookup?: LookupFunction } {
  if (isInside(host)) return {};
  // An address is connected to without being looked up.
  if (isIP(host) && !isPublicAddress(host)) throw new NotPublic();
  return { lookup: onlyPublic() };
}

/** An open line to a mail server. Rejects as SMTP's own errors read: nothing was said yet. */
export function openLine(host: string, port: number, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      socket.destroy();
      reject(Object.assign(error, { command: "CONN" }));
    };
    const socket = connect({ host, port, timeout: timeoutMs, ...lookupOf(host) });
    const late = () => fail(Object.assign(new Error("no connection in time"), { code: "ETIMEDOUT" }));
    socket.once("error", fail).once("timeout", late);
    socket.once("connect", () => resolve(socket.off("timeout", late).off("error", fail)));
  });
}

/** Of a connection that our own rule refused; null where something else went wrong. */
export const sayNotPublic = (error: unknown): string | null =>
  error instanceof NotPublic
    ? "That name leads into a private network. Give the name that your mail server has on the internet."
    : null;
