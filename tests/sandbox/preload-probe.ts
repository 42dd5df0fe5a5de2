/** Runs in a process of its own under the preload and prints what an app would see. */
import https from "node:https";
import { setTimeout as wait } from "node:timers/promises";
import { GraphQLClient } from "graphql-request";
import { DateTime } from "luxon";
import twilio from "twilio";

if (process.env.PROBE_LOADS_AGAIN) await import(`${process.env.PROBE_LOADS_AGAIN}?again`);
const findings: Record<string, unknown> = {};
const machineDate = Object.getPrototypeOf(new Date(0)).constructor as DateConstructor;

async function wordsOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "answered";
  } catch (error) {
    const { message, cause, code } = error as Error & {
      code?: string;
      cause?: { code?: string; message?: string };
    };
    return cause?.code ?? code ?? cause?.message ?? message;
  }
}

findings.fetch = await (
  await fetch("https://probe.myshopify.com/hello?a=1", { method: "POST", body: "x" })
).json();
findings.graphql = await new GraphQLClient("https://probe.myshopify.com/admin/api/graphql.json").request(
  "{ shop { name } }",
);
findings.https = await new Promise((resolve) => {
  https.get("https://api.twilio.com/probe", (answer) => {
    answer.resume();
    answer.on("end", () => resolve(answer.statusCode));
  });
});
const client = twilio(process.env.PROBE_SID, "t".repeat(32));
findings.twilio = await wordsOf(client.messages.create({ to: "+1", from: "+2", body: "b" }));
findings.elsewhereByFetch = await wordsOf(fetch("https://example.com/"));
findings.elsewhereByHttps = await wordsOf(
  (async () => {
    https.get("https://example.com/");
  })(),
);
findings.refusedFetch = await wordsOf(fetch("https://probe.myshopify.com/refused"));
findings.refusedHttps = await new Promise((resolve) => {
  https
    .get("https://probe.myshopify.com/refused")
    .once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
});

findings.offsetHours = Math.round((Date.now() - performance.timeOrigin - performance.now()) / 3_600_000);
const moved = new Date();
findings.date = {
  isDate: moved instanceof Date,
  sameConstructor: machineDate === Date,
  fromNumber: new Date(5).toISOString(),
  fromParts: new Date(2026, 10, 21, 1).getHours(),
  utc: Date.UTC(2026, 0, 1),
  parse: Date.parse("2026-01-01T00:00:00Z"),
  cloned: structuredClone(moved) instanceof Date,
  json: JSON.stringify({ at: new Date(0) }),
  asFunction: typeof (Date as unknown as () => string)(),
  luxonAgrees: Math.abs(DateTime.now().toMillis() - Date.now()) < 1000,
  subclass: new (class Later extends Date {})(7).getTime(),
};
process.stdout.write(`${JSON.stringify(findings)}\n`);
// Stays for one more reading of the clock, when asked to.
if (process.env.PROBE_WAITS) {
  const before = Date.now();
  while (Date.now() - before < 3_600_000) await wait(5);
  process.stdout.write(`${JSON.stringify({ movedHours: Math.round((Date.now() - before) / 3_600_000) })}\n`);
}
