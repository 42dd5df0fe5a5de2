import { expect, it } from "vitest";
import { placesOf, recipientOf } from "#app/consent/places.ts";

it("a number's zones and its state come from its area code, and nothing is made up", async () => {
  expect(await placesOf("+14015550100")).toEqual({
    zones: ["America/New_York"],
    country: "US",
    region: "RI",
  });
  expect(await placesOf("+14455550100")).toMatchObject({ region: "PA" });
  expect(await placesOf("+13055550100")).toMatchObject({ region: "FL" });
  expect(await placesOf("+18005550100")).toMatchObject({ country: "US", region: null });
  expect(await placesOf("+4915123456789")).toEqual({ zones: ["Europe/Berlin"], country: "DE", region: null });
  expect(await placesOf("not a number")).toEqual({ zones: [], country: null, region: null });
});

it("an area code on two sides of a border of zones is on both, and a mobile is anywhere in its country", async () => {
  expect((await placesOf("+18505550100")).zones).toEqual(["America/New_York", "America/Chicago"]);
  expect((await placesOf("+61412345678")).zones).toContain("Australia/Perth");
  expect(await placesOf("+18005550100")).toEqual({ zones: [], country: "US", region: null });
});

it("an address counts beside the number, with all the zones of its state", async () => {
  const at = new Date("2026-11-20T12:00:00Z");
  const phone = { zones: ["America/New_York"], country: "US", region: "RI" };
  const of = (country: string | null, region: string | null) =>
    recipientOf("+14015550100", [{ country, region }], at);
  expect(await of(null, null)).toEqual([phone]);
  expect(await of("US", null)).toEqual([phone]);
  const florida = { country: "US", region: "FL", zones: ["America/New_York", "America/Chicago"] };
  expect(await of("US", "FL")).toEqual([phone, florida]);
  expect(await of("US", "CA")).toEqual([
    phone,
    { country: "US", region: "CA", zones: ["America/Los_Angeles"] },
  ]);
  expect(await of("DE", null)).toEqual([phone, { country: "DE", region: null, zones: [] }]);
});
