import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseUrl } from "#app/db.server.ts";
import { type App, connectSms, install, settled, startApp, stopApps } from "#tests/app.ts";
import { CANARY, canaryCustomer, canaryOrder, redactRequest, WORDS } from "#tests/privacy/canary.ts";
import { town } from "#tests/town.ts";
import { sendShopify, sendTwilio } from "#tests/webhooks.ts";
import { takeBackup } from "#tools/backup/take-backup.ts";

const folder = mkdtempSync(join(tmpdir(), "threadline-forgotten-"));
let app: App;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  const url = await connectSms(app, await install(app));
  await settled();
  await tell("customers/update", canaryCustomer());
  await tell("orders/create", canaryOrder());
  const text = { MessageSid: "SMcanary", From: CANARY.phone, To: "+14155550100", Body: CANARY.text };
  expect((await sendTwilio(url, text)).status).toBe(200);
  await settled();
});
afterAll(async () => {
  await stopApps();
  rmSync(folder, { recursive: true });
});

async function tell(topic: string, body: unknown): Promise<void> {
  expect((await sendShopify(app, { topic, body })).status).toBe(200);
  await settled();
}

/** Which of the canary's words a backup of now holds, as they are or as the bytes of a column. */
async function wordsInBackup(name: string): Promise<string[]> {
  const path = join(folder, name);
  await takeBackup(databaseUrl, path, () => undefined);
  const all = gunzipSync(readFileSync(path)).toString();
  const forms = (word: string) => [word, Buffer.from(word).toString("hex"), encodeURIComponent(word)];
  return WORDS.filter((word) => forms(word).some((form) => all.includes(form)));
}

describe("a customer whom we were asked to forget", () => {
  it("stood in the backup before, and stands in none that is taken afterwards, nor in any log", async () => {
    expect(await wordsInBackup("before")).toEqual(
      expect.arrayContaining([CANARY.email, CANARY.phone, CANARY.text, CANARY.tracking]),
    );
    await tell("customers/redact", redactRequest());
    expect(await wordsInBackup("after")).toEqual([]);
    expect(WORDS.filter((word) => app.log().includes(word))).toEqual([]);
  });

  it("is not brought back by news that comes late", async () => {
    await tell("orders/updated", canaryOrder());
    await tell("customers/update", canaryCustomer());
    expect(await wordsInBackup("late")).toEqual([]);
  });
});
