import { expect, it } from "vitest";
import { placesOf } from "#app/consent/places.ts";

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
