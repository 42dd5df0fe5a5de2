import { describe, expect, it } from "vitest";
import { priceOf } from "#app/channels/segment-price.ts";
import { segmentPrice } from "#app/channels/sms-cost.ts";
import { SOURCES, smsCountries, smsCountry } from "#app/channels/sms-countries.ts";

describe("what is known of texting a country", () => {
  it("covers where our merchants' shoppers are, each fact with its source and the day it was read", () => {
    const wanted = "US CA GB IE DE AT CH FR ES IT PT NL BE JP AU NZ BR MX AR SE NO DK FI PL IN".split(" ");
    expect(
      smsCountries()
        .map(({ country }) => country)
        .sort(),
    ).toEqual(wanted.sort());
    for (const { country, sources } of smsCountries()) {
      expect(sources.length, country).toBeGreaterThan(0);
      for (const source of sources) {
        expect(SOURCES[source].asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
        expect(URL.canParse(SOURCES[source].url)).toBe(true);
      }
    }
  });

  it("is said to be unknown of any other", () => {
    for (const country of ["KR", "XX", "", null]) expect(smsCountry(country)).toBeNull();
  });

  it("says of every name that must be registered that it must", () => {
    for (const { country, named, registration } of smsCountries())
      if (named === "registered") expect(registration, country).toBeTruthy();
  });
});

describe("what a text will cost", () => {
  it("is told with the networks' fees, from the least to the most", () => {
    const price = segmentPrice("US")!;
    expect(price).toMatchObject({ isOwn: false, hasFees: true });
    expect(priceOf(2, price)).toEqual({
      least: { amount: "0.0236", currency: "USD" },
      most: { amount: "0.0256", currency: "USD" },
    });
  });

  it("is the account's own price where the provider has told it", () => {
    const own = { amount: "0.0079", currency: "USD", asOf: "2026-11-21" };
    const told = { least: "0.0079", most: "0.0079", isOwn: true, hasFees: false };
    expect(segmentPrice("DE", own)).toMatchObject(told);
  });

  it("adds no fees of another currency", () => {
    const own = { amount: "0.007", currency: "EUR", asOf: "2026-11-21" };
    expect(segmentPrice("US", own)).toMatchObject({ most: "0.007", currency: "EUR", hasFees: false });
  });

  it("is never made up: where no price is known, there is none", () => {
    for (const country of ["DE", "KR", null]) expect(segmentPrice(country)).toBeNull();
  });
});
