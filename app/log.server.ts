import pino from "pino";
import { env } from "#app/env.server.ts";

/**
 * JSON lines on standard error. Fields are chosen one by one at each call: ids, counts, states and durations;
 * never a message's text, a name, an address of any kind or a token (tests/stories/no-personal-data-in-logs).
 */
export const log = pino(
  {
    level: env.LOG_LEVEL,
    base: { role: env.ROLE, pid: process.pid },
    serializers: { err: withoutValues },
  },
  pino.destination({ fd: 2, sync: env.NODE_ENV !== "production" }),
);

/** What went wrong and where, without what it went wrong on: database and provider messages quote their input. */
function withoutValues(error: unknown) {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, status, meta } = error as Error & {
    code?: unknown;
    status?: unknown;
    meta?: { code?: unknown };
  };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { name: error.name, code: code ?? meta?.code, status, stack: frames.slice(0, 8).join("\n") };
}
