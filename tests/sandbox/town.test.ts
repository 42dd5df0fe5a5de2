import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { describe, expect, test } from "vitest";
import { startTown } from "#sandbox/town.ts";
import { startTownProcess } from "#tests/town.ts";

const AT = "2026-11-21T09:00:00Z";
const SHOP = "/shops/tidewater.myshopify.com";
const PHONE = "+4917012345678";

/** The same small day in any town: an order, a parcel, a text. What can be seen of it afterwards, as text. */
async function day(url: string): Promise<string> {
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${url}/_town${path}`, {
      method,
      body: body === undefined ? null : JSON.stringify(body),
    });
    return (await answer.json()) as Record<string, unknown> & { id: number };
  };
  const cast = (await call("GET", `${SHOP}/cast`)) as unknown as { customerId: number }[];
  const products = (await call("GET", `${SHOP}/products`)) as unknown as { variants: { id: number }[] }[];
  await call("POST", "/clock", { to: "2026-11-21T12:00:00Z" });
  const lines = [{ variantId: products[0]!.variants[0]!.id, quantity: 2 }];
  const order = await call("POST", `${SHOP}/orders`, { customerId: cast[0]!.customerId, lines });
  await call("POST", `${SHOP}/orders/${order.id}/ship`, { carrier: "DHL", number: "JD1" });
  const { sid } = await call("POST", `/phones/${PHONE}/text`, { body: "hello" });
  const facts = [cast, await call("GET", `${SHOP}/truth/${order.id}`), sid];
  // Seconds pass at the machine's pace; minutes are the town's.
  return JSON.stringify(facts).replaceAll(/(T\d\d:\d\d):\d\d(\.\d+)?Z/g, "$1Z");
}

describe("a town", () => {
  const options = { seed: 5, openedAt: Date.parse(AT), orders: 50, customers: 20, parts: ["shopify", "sms"] };

  test("is the same in every run of one seed and opening time, and another with another seed", async () => {
    const towns = await Promise.all([
      startTown(options),
      startTown(options),
      startTown({ ...options, seed: 6 }),
    ]);
    try {
      const [one, same, other] = await Promise.all(towns.map((town) => day(town.url)));
      expect(one).toBe(same);
      expect(one).not.toBe(other);
    } finally {
      await Promise.all(towns.map((town) => town.close()));
    }
  });

  test("is back where it opened after a reset", async () => {
    const town = await startTown(options);
    try {
      const first = await day(town.url);
      await fetch(`${town.url}/_town/reset`, { method: "POST" });
      expect(await day(town.url)).toBe(first);
    } finally {
      await town.close();
    }
  });

  test("tells at each settling how many works ever began, so that none comes and goes unseen between two", async () => {
    const town = await startTown(options);
    const call = async (path: string, body: object = {}) => {
      const answer = await fetch(`${town.url}/_town${path}`, { method: "POST", body: JSON.stringify(body) });
      return (await answer.json()) as { begun: number };
    };
    try {
      const { begun } = await call("/settle");
      expect(await call("/settle")).toMatchObject({ begun });
      // Nobody listens there: the text is told at once, and that has ended when the call answers.
      await call(`/phones/${PHONE}/text`, { body: "hello" });
      expect((await call("/settle")).begun).toBeGreaterThan(begun);
    } finally {
      await town.close();
    }
  });

  test("runs as a process that says where it listens, for as long as whoever started it", async () => {
    const { addresses, stop } = await startTownProcess("--orders", "10", "--customers", "5", "--at", AT);
    const { now } = (await (await fetch(`${addresses.town}/_town/clock`)).json()) as { now: string };
    expect(now).toMatch(/^2026-11-21T09:00:/);
    await stop();
    await expect(fetch(`${addresses.town}/_town/clock`)).rejects.toThrow();
  });

  test("ends when its starter was killed", async () => {
    const starter = spawn(
      process.execPath,
      [
        "-e",
        'import("#tests/town.ts").then(async (m) => console.log(JSON.stringify(await m.startTownProcess())))',
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const [line] = (await once(createInterface({ input: starter.stdout }), "line")) as [string];
    const { town } = (JSON.parse(line) as { addresses: { town: string } }).addresses;
    const watching = await fetch(`${town}/_town/stream`);
    starter.kill("SIGKILL");
    const reader = watching.body!.getReader();
    const untilClosed = async () => {
      while (!(await reader.read()).done);
    };
    await untilClosed().catch(() => undefined);
    await expect(fetch(`${town}/_town/clock`)).rejects.toThrow();
  });
});
