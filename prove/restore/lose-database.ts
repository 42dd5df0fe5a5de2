import { spawn } from "node:child_process";
import { resolve } from "node:path";
import pg from "pg";
import type { Asked } from "../proof.ts";

interface Ended {
  code: number | null;
  said: string;
}

/** A command of the project on this run's database, as an operator gives it; with this run's bug in it, if there is one. */
export function command(databaseUrl: string, { bug }: Pick<Asked, "bug">, ...args: string[]): Promise<Ended> {
  const [program = "", ...rest] = args;
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    NODE_OPTIONS: `--disable-warning=ExperimentalWarning --import ${resolve("prove/plant/preload.mjs")}`,
    PLANT: bug ? `restore/${bug}` : "",
  };
  const child = spawn(process.execPath, [resolve("tools", program), ...rest], {
    stdio: ["ignore", "pipe", "pipe"],
    env,
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (said += data));
  return new Promise((done) => child.once("close", (code) => done({ code, said })));
}

/** The same, where it must not fail. */
export async function run(databaseUrl: string, asked: Pick<Asked, "bug">, ...args: string[]): Promise<void> {
  const { code, said } = await command(databaseUrl, asked, ...args);
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}:\n${said.slice(-1_500)}`);
}

/** All of it is gone, whoever was connected; an empty one has its name. */
export async function loseDatabase(databaseUrl: string): Promise<void> {
  const url = new URL(databaseUrl);
  const name = url.pathname.slice(1);
  url.pathname = "/postgres";
  const client = new pg.Client(url.href);
  await client.connect();
  await client.query(`drop database "${name}" with (force)`);
  await client.query(`create database "${name}"`);
  await client.end();
}
