import { existsSync } from "node:fs";
import { join } from "node:path";
import { acquireDatabase } from "#app/database/embedded.ts";

/** The app's own database, found as the app finds it: DATABASE_URL, also from `.env`, else the embedded one. */
export async function openOwnDatabase(): Promise<{ url: string; release(): void }> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const { DATABASE_URL, DATA_DIR = ".data" } = process.env;
  if (DATABASE_URL) return { url: DATABASE_URL, release: () => undefined };
  return acquireDatabase(join(DATA_DIR, "postgres"));
}
