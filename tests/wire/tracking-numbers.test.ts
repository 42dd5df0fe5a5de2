import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { carriersOf, findTrackingNumbers } from "#app/understanding/tracking-number.ts";
import { WIRE } from "#tests/wire/documented-sample.ts";

const file = join(WIRE, "tracking/test-numbers.json");
const numbers: Sample[] = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
const valid = numbers.filter((sample) => sample.valid);

interface Sample {
  courier: string;
  format: string;
  number: string;
  valid: boolean;
  url?: string | null;
}

if (!numbers.length) console.log("tests/wire: no tracking numbers of carriers here, skipped");

describe.skipIf(!numbers.length)("carriers' own sample numbers", () => {
  const fits = ({ number, courier, format }: Sample) =>
    carriersOf(number).filter((one) => one.carrier === courier && one.format === format);

  it("are each taken for what they are, and the mistyped ones are not", () => {
    expect(numbers.length).toBeGreaterThan(100);
    expect(numbers.filter((sample) => fits(sample).length !== (sample.valid ? 1 : 0))).toEqual([]);
  });

  it("are found whole in a sentence that calls them so", () => {
    const missed = valid.filter(({ number }) => {
      const found = findTrackingNumbers(`Where is it? My tracking number is ${number}. Thanks, Ann`);
      return found.length !== 1 || found[0]!.value !== number.trim();
    });
    expect(missed).toEqual([]);
  });

  it("lead to the carrier's page of the parcel", () => {
    const secure = (url: string) => url.replace("http:", "https:");
    for (const sample of valid.filter(({ url }) => url)) {
      const number = sample.number.replace(/\s/g, "");
      expect(fits(sample)[0]!.url).toBe(secure(sample.url!).replace("%s", number));
    }
  });
});
