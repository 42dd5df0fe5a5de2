// Prisma 6.19 without its downloaded engines: the WASM schema engine over adapter-pg needs four corrections.
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { defineConfig } from "prisma/config";

/** The adapter does not know pg_catalog's "char", name and their arrays; the schema engine reads the catalog. */
const AS_TEXT: Record<number, number> = { 18: 25, 19: 25, 1002: 1009, 1003: 1009 };

class CatalogClient extends pg.Client {
  // pg's `query` has a dozen overloads; this passes all of them through and looks at the two parts it changes.
  override query = ((...given: unknown[]) => {
    const args = [...given];
    args[0] = withNotNullConstraints(args[0]);
    const last = args.at(-1);
    if (typeof last === "function") {
      args[args.length - 1] = (error: Error | null, result?: pg.QueryResult) => last(error, relabel(result));
    }
    const answer = Reflect.apply(pg.Client.prototype.query, this, args);
    return answer instanceof Promise ? answer.then(relabel) : answer;
  }) as pg.Client["query"];
}

function relabel<T extends pg.QueryResult | undefined>(result: T): T {
  for (const field of result?.fields ?? []) field.dataTypeID = AS_TEXT[field.dataTypeID] ?? field.dataTypeID;
  return result;
}

/** PostgreSQL 18 lists NOT NULL in pg_constraint as 'n'; the 6.19 engine stops there ("unreachable"). */
function withNotNullConstraints(query: unknown): unknown {
  const mend = (text: string) =>
    text.replace("contype NOT IN ('p', 'u', 'f')", "contype NOT IN ('p', 'u', 'f', 'n')");
  if (typeof query === "string") return mend(query);
  if (query && typeof query === "object" && "text" in query)
    return { ...query, text: mend(String(query.text)) };
  return query;
}

class MigratingPg extends PrismaPg {
  private readonly settings: pg.PoolConfig;

  constructor(settings: pg.PoolConfig) {
    const pool = { ...settings, Client: CatalogClient, max: 1, idleTimeoutMillis: 50, allowExitOnIdle: true };
    super(pool as pg.PoolConfig);
    this.settings = settings;
  }

  /** Upstream splits scripts on ";", which breaks dollar-quoted bodies; the simple protocol takes a whole script. */
  override async connect() {
    const adapter = await super.connect();
    const { client } = adapter as unknown as { client: pg.Pool };
    adapter.executeScript = async (script) => void (await client.query(script));
    return adapter;
  }

  /** Upstream drops the shadow database before it has closed its own pool there. */
  override async connectToShadowDb() {
    const main = await this.connect();
    const database = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
    await main.executeScript(`CREATE DATABASE "${database}"`);
    const shadow = await new MigratingPg({ ...this.settings, database }).connect();
    const end = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await end();
      await main.executeScript(`DROP DATABASE "${database}" WITH (FORCE)`);
      await main.dispose();
    };
    return shadow;
  }
}

/** Parts, not a connection string: pg lets the string win, and the shadow database would really be the main one. */
function settingsOf(url: string | undefined): pg.PoolConfig {
  if (!url) throw new Error("set DATABASE_URL, or use npm run generate / npm run migration");
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: pathname.slice(1),
  };
}

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  experimental: { adapter: true },
  engine: "js",
  adapter: async () => new MigratingPg(settingsOf(process.env.DATABASE_URL)),
});
