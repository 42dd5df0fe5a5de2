import { afterAll, beforeAll, expect, it } from "vitest";
import { consentHash } from "#app/consent/consent-address.ts";
import { type ImportView, readImports } from "#app/consent/import-log.ts";
import { readConsent, recordConsent, standing } from "#app/consent/ledger.ts";
import { pool } from "#app/db.server.ts";
import { type App, BROWSER, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { town } from "#tests/town.ts";

let web: App;
let worker: App;
let shopId: string;

beforeAll(async () => {
  await town.reset();
  [web, worker] = await Promise.all([
    startApp({ role: "web" }),
    startApp({ role: "worker", isPublic: false }),
  ]);
  await town.setApp(web.url, undefined, [worker.url]);
  shopId = await install(web);
  await settled();
});
afterAll(stopApps);

const address = (row: number) => `reader${row}@letters.example`;
const aList = (rows: number) =>
  [
    "email,state,when,how",
    ...Array.from({ length: rows }, (_, n) =>
      n % 100 === 99 ? "nobody,yes,,double" : `${address(n)},yes,2026-01-02T10:00:00Z,double`,
    ),
  ].join("\n");

async function bring(csv: string): Promise<{ importId: string; total: number }> {
  const columns = { address: "email", state: "state", at: "when", level: "how" };
  const answer = await ask({ run: "write", channel: "email", ...columns }, csv);
  expect(answer.status).toBe(200);
  return answer.json();
}

async function ask(asked: Record<string, string>, csv?: string | Uint8Array<ArrayBuffer>): Promise<Response> {
  const token = await town.sessionToken();
  return fetch(`${web.url}/app/consent-import?${new URLSearchParams({ purpose: "marketing", ...asked })}`, {
    headers: { authorization: `Bearer ${token}`, "user-agent": BROWSER, "content-type": "text/csv" },
    ...(csv && { method: "POST", body: csv }),
  });
}

const progress = async (id: string): Promise<ImportView> =>
  (await look(shopId, readImports)).find((one) => one.id === id)!;

/** Holds what stands for one address, so that whoever wants to write about it waits. */
async function hold(held: string): Promise<() => Promise<void>> {
  await look(shopId, (shop) =>
    recordConsent(shop, {
      ...{ channel: "email", address: held, purpose: "marketing", state: "revoked" },
      ...{ source: "keyword", evidence: {}, at: shop.at },
    }),
  );
  const client = await pool.connect();
  await client.query("begin");
  await client.query("select set_config('app.shop', $1, true)", [shopId]);
  await client.query(`select 1 from "ConsentState" where "addressHash" = $1 for update`, [
    consentHash("email", held),
  ]);
  return async () => {
    await client.query("commit");
    client.release();
  };
}

it("it is written with nobody at the page, and a worker that is killed in its middle doubles and loses nothing", async () => {
  const release = await hold(address(5_500));
  const { importId, total } = await bring(aList(12_000));
  expect(total).toBe(12_000);
  await expect.poll(async () => (await progress(importId)).rows, { timeout: 60_000 }).toBe(5_000);
  expect(await progress(importId)).toMatchObject({ state: "writing", total: 12_000, taken: 4_950 });
  await worker.kill();
  await release();
  worker = await startApp({ role: "worker", isPublic: false });
  await town.setApp(web.url, undefined, [worker.url]);
  await expect.poll(async () => (await progress(importId)).state, { timeout: 90_000 }).toBe("done");
  expect(await progress(importId)).toMatchObject({
    rows: 12_000,
    taken: 11_879,
    left: 1,
    refused: 120,
    counts: { taken: 11_879, "no-stands": 1, "no-address": 120 },
  });
  const [written] = await look(
    shopId,
    (shop) => shop.sql<{ entries: number; addresses: number }>`
      select count(*)::int as entries, count(distinct "addressHash")::int as addresses from "ConsentEntry"
      where "shopId" = ${shopId} and source = 'import'`,
  );
  expect(written).toEqual({ entries: 11_879, addresses: 11_879 });
  const stands = (row: number) =>
    look(shopId, (shop) => standing(shop, { channel: "email", address: address(row), purpose: "marketing" }));
  expect([await stands(0), await stands(5_500), await stands(11_998)]).toEqual([
    "granted",
    "revoked",
    "granted",
  ]);
});

it("that breaks off on its way leaves nothing, not even its first rows", async () => {
  const before = (await look(shopId, readImports)).length;
  const csv = aList(3_000);
  const cut = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(csv.slice(0, 150_000)));
      controller.error(new Error("the cable was pulled"));
    },
  });
  const token = await town.sessionToken();
  const asked = "run=write&channel=email&purpose=marketing&address=email";
  const sent = fetch(`${web.url}/app/consent-import?${asked}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "user-agent": BROWSER, "content-type": "text/csv" },
    body: cut,
    duplex: "half",
  } as RequestInit);
  await expect(sent).rejects.toThrow();
  await settled();
  await expect.poll(async () => (await look(shopId, readImports)).length).toBe(before);
});

/** As Excel saves it where a comma stands in numbers. */
const GERMAN = "phone;status;words\n\n0151 12345678;no;Ja, gern\nnobody;no;\n";
const asGerman = { channel: "sms", address: "phone", state: "status", separator: ";" };

it("with semicolons and numbers without a country is read, and tells which rows are left out", async () => {
  const tried = await ask({ run: "try", ...asGerman, country: "de" }, GERMAN);
  expect(await tried.json()).toEqual({
    rows: 2,
    counts: { taken: 1, "no-address": 1 },
    notTaken: [{ line: 4, outcome: "no-address" }],
  });
  const { importId } = await (await ask({ run: "write", ...asGerman, country: "de" }, GERMAN)).json();
  await expect.poll(async () => (await progress(importId)).state, { timeout: 60_000 }).toBe("done");
  const report = await (await ask({ id: importId })).text();
  expect(report.trim().split(/\r?\n/)).toEqual([
    "row in the file,outcome,in words",
    "3,taken,written",
    "4,no-address,no address that can be read",
  ]);
});

it("names each row as a spreadsheet does, in every part of it, past words that take several lines", async () => {
  const rows = Array.from({ length: 1_500 }, (_, n) => `nobody,"one\nand two",${n}`);
  const csv = `email,words,n\n\n${rows.slice(0, 1_200).join("\n")}\n\n\n${rows.slice(1_200).join("\n")}\n`;
  const asked = { channel: "email", address: "email" };
  const { notTaken } = await (await ask({ run: "try", ...asked }, csv)).json();
  expect(notTaken[0]).toEqual({ line: 3, outcome: "no-address" });
  const { importId } = await (await ask({ run: "write", ...asked }, csv)).json();
  await expect.poll(async () => (await progress(importId)).state, { timeout: 60_000 }).toBe("done");
  const [, ...lines] = (await (await ask({ id: importId })).text()).trim().split("\r\n");
  // Row 1 has the headings; 2, and the two behind row 1,202, are empty.
  const numbers = rows.map((_, n) => (n < 1_200 ? n + 3 : n + 5));
  expect(lines).toEqual(numbers.map((row) => `${row},no-address,no address that can be read`));
});

it("that Excel saved in Windows-1252 keeps the umlauts of its headings and of the words they saw", async () => {
  const csv = Buffer.from(
    "adresse;zustand;wörter\nhör@letters.example;no;\nada@letters.example;no;Ja, Grüße für 5 \x80\n",
    "latin1",
  );
  const asked = { channel: "email", separator: ";", address: "adresse", state: "zustand", words: "wörter" };
  const { importId } = await (await ask({ run: "write", ...asked }, csv)).json();
  await expect.poll(async () => (await progress(importId)).state, { timeout: 60_000 }).toBe("done");
  const [entry] = await look(shopId, (shop) =>
    readConsent(shop, [{ channel: "email", address: "ada@letters.example" }]),
  );
  expect(entry).toMatchObject({ evidence: { words: "Ja, Grüße für 5 €" } });
});

it("with a country that is none is asked for the country, and for nothing else", async () => {
  const answer = await ask({ run: "try", ...asGerman, country: "Germany" }, GERMAN);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({ fault: expect.stringContaining("That is no country") });
});
