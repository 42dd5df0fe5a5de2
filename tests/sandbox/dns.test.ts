import { expect, test } from "vitest";
import { resolveRecords } from "#app/channels/mail/dns.server.ts";
import { control, town } from "#tests/town.ts";

const say = (name: string, values: string[] | null, type = "TXT") =>
  control("POST", "/dns", { name, type, values });

test("every domain of the town has its records, until somebody says otherwise", async () => {
  expect(await resolveRecords("tidewater.example", "TXT")).toEqual([
    ["v=spf1 include:spf.town.example -all"],
  ]);
  expect(await resolveRecords("tidewater.example", "MX")).toEqual(["10 mail.town.example."]);
  await say("tidewater.example", null);
  await expect(resolveRecords("tidewater.example", "TXT")).rejects.toMatchObject({ code: "ENOTFOUND" });
  await say("tidewater.example", ["x".repeat(300), 'quoted "words"']);
  const [long, quoted] = (await resolveRecords("tidewater.example", "TXT")) as string[][];
  expect(long!.map((part) => part.length)).toEqual([255, 45]);
  expect(quoted).toEqual(['quoted "words"']);
});

test("a resolver that gives no answer is told apart from a name that is not there", async () => {
  await town.faults.add({ provider: "dns", fault: "500-before", times: 1 });
  await expect(resolveRecords("tidewater.example", "MX")).rejects.toMatchObject({ name: "NoResolver" });
  await expect(resolveRecords("_spf.nothing.example", "TXT")).rejects.toMatchObject({ code: "ENOTFOUND" });
});
