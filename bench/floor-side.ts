import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { pool } from "#app/db.server.ts";
import { Ears, type Side } from "./legs.ts";
import { follow } from "./our-side.ts";

export interface FloorSide extends Side {
  pid: number;
  url(room: string): string;
  ears: Ears;
  written(): Promise<number>;
  close(): void;
}

/** The same talks over the floor's server: each side's words are one insert, one notification, one event. */
export async function openFloorSide(shoppers: number): Promise<FloorSide> {
  await pool.query(
    "create table floor_message (id text primary key, room text not null, body text not null)",
  );
  const { NODE_OPTIONS: _preload, ...env } = process.env;
  const child: ChildProcess = fork("bench/floor-server.ts", { execArgv: [], env });
  const [port] = (await once(child, "message")) as [number];
  const url = (room: string) => `http://127.0.0.1:${port}/?room=${room}`;
  const end = new AbortController();
  const ears = new Ears();
  const listen = (room: string) =>
    follow(
      url(room),
      {},
      end.signal,
      ({ data }) => data && ears.hear((JSON.parse(data) as { text: string }).text),
    );
  for (let index = 0; index < shoppers; index++) void listen(`shopper-${index}`);
  void listen("staff");
  const say = async (room: string, text: string) => {
    const heard = ears.wait(text);
    await fetch(url(room), { method: "POST", body: JSON.stringify({ id: text, text }) });
    await heard;
  };
  return {
    pid: child.pid!,
    url,
    ears,
    toStaff: (_shopper, text) => say("staff", text),
    toShopper: (shopper, text) => say(`shopper-${shopper}`, text),
    written: async () => (await pool.query("select count(*)::int as n from floor_message")).rows[0].n,
    close: () => {
      end.abort();
      child.disconnect();
    },
  };
}
