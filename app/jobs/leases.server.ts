import pg from "pg";
import { databaseUrl } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";

/** What only one process of all may hold: another gets it when this one gives it back, or is gone. */
export interface Leases {
  /** False while another process holds it, or the database is away. */
  take(name: string): Promise<boolean>;
  giveBack(name: string): Promise<void>;
  end(): Promise<void>;
}

/**
 * Session locks on one connection of their own, made with the first that is taken: the kernel lets go of them with the
 * process. Where the connection is lost they are too, and `onLost` must stop whatever was done under them.
 */
export function openLeases(onLost: () => void): Leases {
  let connected: Promise<pg.Client> | null = null;
  const connect = async () => {
    const client = new pg.Client({
      connectionString: databaseUrl,
      application_name: "threadline-leases",
      keepAlive: true,
    });
    client.on("error", (err) => log.warn({ err }, "leases lost"));
    client.once("end", () => {
      connected = null;
      onLost();
    });
    await client.connect();
    return client;
  };
  const ask = async (lock: "pg_try_advisory_lock" | "pg_advisory_unlock", name: string): Promise<boolean> => {
    connected ??= connect();
    const client = await connected;
    const { rows } = await client.query<{ done: boolean }>(
      `select ${lock}(hashtextextended($1, 0)) as done`,
      [name],
    );
    return rows[0]!.done;
  };
  return {
    take: (name) =>
      ask("pg_try_advisory_lock", name).catch((err: unknown) => {
        log.warn({ err }, "no lease");
        connected = null;
        return false;
      }),
    async giveBack(name) {
      if (connected)
        await ask("pg_advisory_unlock", name).catch((err) => log.warn({ err }, "lease not given back"));
    },
    async end() {
      await connected?.then(
        (client) => client.end(),
        () => undefined,
      );
    },
  };
}
