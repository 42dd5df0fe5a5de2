import { beforeAll, describe, expect, it } from "vitest";
import { action, loader } from "#app/routes/app.settings/route.tsx";
import { isOpen } from "#app/shop/business-hours.ts";
import { readSettings, saveSettings } from "#app/shop/settings.ts";
import { callAs, type DeskScene, openDesk, type Person, refusal } from "./desk-scene.ts";

let desk: DeskScene;
beforeAll(async () => {
  desk = await openDesk("settings");
});
const send = async (as: Person, form: Record<string, string>) =>
  action(await callAs(desk, { as, path: "/app/settings", form }));
const page = async (as: Person) => loader(await callAs(desk, { as, path: "/app/settings" }));

describe("the answers", () => {
  it("are switched off and on, with the address and the language shoppers see", async () => {
    const form = { form: "answers", supportEmail: "help@tide.example", language: "de" };
    expect(await send(desk.maya, form)).toEqual({ form: "answers", done: "Saved" });
    const { settings, languages } = await page(desk.maya);
    expect(settings).toMatchObject({ answersOn: false, supportEmail: "help@tide.example" });
    expect(languages.own).toBe("de");
    expect((await desk.look(readSettings)).languages[0]).toBe("de");
    await send(desk.maya, { ...form, answersOn: "on" });
    expect((await page(desk.maya)).settings.answersOn).toBe(true);
  });

  it("say what is wrong and keep what was there", async () => {
    const bad = await send(desk.maya, { form: "answers", supportEmail: "nobody", language: "de" });
    expect(bad).toMatchObject({ fault: "That is not an email address." });
    expect((await page(desk.maya)).settings.supportEmail).toBe("help@tide.example");
  });
});

describe("the first language", () => {
  const speak = (languages: string[]) => desk.look((shop) => saveSettings(shop, { languages }));
  const choose = (language: string) => send(desk.maya, { form: "answers", language });

  it("is one that there are words in, and the shop's others stay behind it", async () => {
    await speak(["sv", "de"]);
    const { options, own, note } = (await page(desk.maya)).languages;
    expect(own).toBe("sv");
    expect(options.map(({ label }) => label)).toEqual([
      "Swedish (answers in English)",
      ...["English", "French", "German", "Spanish", "Italian", "Portuguese", "Dutch", "Japanese"],
    ]);
    expect(note).toMatch(/no words in Swedish yet: those shoppers read English\.$/);
    expect(await choose("fr")).toMatchObject({ done: "Saved" });
    expect((await desk.look(readSettings)).languages).toEqual(["fr", "sv", "de"]);
  });

  it("keeps its region, and no other word is taken for a language", async () => {
    await speak(["pt-BR"]);
    expect((await page(desk.maya)).languages).toMatchObject({ own: "pt-BR" });
    expect((await page(desk.maya)).languages.note).not.toContain("no words");
    for (const word of ["", "tlh", "en, de"]) expect(await choose(word)).toHaveProperty("fault");
    expect((await desk.look(readSettings)).languages).toEqual(["pt-BR"]);
  });
});

describe("promotions by text", () => {
  const ask = (from: string, until: string, aDay: string) =>
    send(desk.maya, {
      form: "promotions",
      promotionsFrom: from,
      promotionsUntil: until,
      promotionsADay: aDay,
    });

  it("can be narrowed by the merchant", async () => {
    expect(await ask("11", "18", "1")).toMatchObject({ done: "Saved" });
    expect((await page(desk.maya)).settings).toMatchObject({
      promotionsFrom: 11,
      promotionsUntil: 18,
      promotionsADay: 1,
    });
  });

  it("cannot be widened beyond nine to eight and three a day, nor turned round", async () => {
    for (const [from, until, aDay] of [
      ["8", "20", "3"],
      ["9", "21", "3"],
      ["9", "20", "4"],
      ["18", "10", "1"],
      ["", "20", "1"],
    ] as const)
      expect(await ask(from, until, aDay), `${from}-${until}, ${aDay}`).toHaveProperty("fault");
    expect(await desk.look(readSettings)).toMatchObject({ promotionsFrom: 11, promotionsUntil: 18 });
  });
});

describe("the hours", () => {
  it("keep to the shop's own zone until another is chosen, and again when it is left", async () => {
    const { timeZone } = await desk.look(readSettings);
    const { zones } = await page(desk.maya);
    expect(zones.own).toBe("");
    expect(zones.options[0]).toMatchObject({
      value: "",
      label: expect.stringMatching(/^As your shop: \w+ \(UTC/),
    });
    await send(desk.maya, { form: "hours", timeZone: "Asia/Kolkata" });
    expect((await desk.look(readSettings)).businessHours.timeZone).toBe("Asia/Kolkata");
    const chosen = (await page(desk.maya)).zones;
    expect(chosen.own).toBe("Asia/Kolkata");
    const asia = chosen.options.find((one) => "title" in one && one.title === "Asia");
    expect(asia).toMatchObject({
      options: expect.arrayContaining([{ value: "Asia/Kolkata", label: "Kolkata (UTC+5:30)" }]),
    });
    await send(desk.maya, { form: "hours", timeZone: "" });
    expect((await desk.look(readSettings)).businessHours.timeZone).toBe(timeZone);
  });

  it("are those of the form, day by day", async () => {
    const form = { form: "hours", timeZone: "Europe/Berlin" };
    const monday = { "monday-open": "on", "monday-from": "10:00", "monday-to": "12:00" };
    expect(await send(desk.maya, { ...form, ...monday })).toMatchObject({ done: "Saved" });
    const settings = await desk.look(readSettings);
    expect(isOpen(settings, new Date("2026-11-23T09:30:00Z"))).toBe(true);
    expect(isOpen(settings, new Date("2026-11-23T11:30:00Z"))).toBe(false);
    expect(isOpen(settings, new Date("2026-11-24T09:30:00Z"))).toBe(false);
  });

  it("that make no sense are refused", async () => {
    const form = { form: "hours", "monday-open": "on", "monday-from": "10:00", "monday-to": "10:00" };
    expect(await send(desk.maya, { ...form, timeZone: "" })).toHaveProperty("fault");
    expect(await send(desk.maya, { form: "hours", timeZone: "Atlantis/City" })).toHaveProperty("fault");
  });
});

describe("a mail server", () => {
  it("of our own network is not reached", async () => {
    const form = { form: "email", sender: "help@tide.example", port: "25", user: "", password: "" };
    for (const host of ["127.0.0.1", "localhost", "[::1]", "2130706433", "mail", ""])
      expect(await send(desk.maya, { ...form, host })).toMatchObject({
        fault: "That is not a mail server's name.",
      });
  });
});

it("an agent and a viewer see the settings and cannot change them", async () => {
  for (const one of [desk.ben, desk.zoe]) {
    expect((await page(one)).mayManage).toBe(false);
    expect(await refusal(send(one, { form: "answers", supportEmail: "", languages: "" }))).toBe(403);
  }
});
