import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "#app/db.server.ts";
import { formsOf, isSameNumber, matchKey, numberKey } from "#app/customers/match-key.ts";
import { normalisePhone } from "#app/customers/phone.ts";

/** Two forms of one number, the one that stands for both first. */
const SAME: [country: string, key: string, other: string][] = [
  ["São Paulo, since 2012", "+5511987654321", "+551187654321"],
  ["Porto Alegre, as WhatsApp writes it", "+5551998765432", "+555198765432"],
  ["Manaus, mobile that began with 6", "+5592961234567", "+559261234567"],
  ["Mexico City", "+525512345678", "+5215512345678"],
  ["Puebla", "+522221234567", "+5212221234567"],
  ["Buenos Aires", "+541187654321", "+5491187654321"],
  ["Córdoba, area code of three digits", "+543511234567", "+5493511234567"],
];

/** Looks like one of the above, and is not. */
const ALONE: [what: string, number: string][] = [
  ["a fixed line in São Paulo begins with 2 to 5", "+551132654321"],
  ["the USA", "+14155552671"],
  ["Germany", "+4915112345601"],
  ["a Brazilian number that is too short", "+55118765432"],
  ["a Mexican number with a digit too few after its 1", "+521555123456"],
  ["Belize, whose code begins as Argentina's do not", "+5016227654"],
];

describe("the double forms of a number", () => {
  it.each(SAME)("%s: %s and %s are one", (_, key, other) => {
    expect([numberKey(key), numberKey(other)]).toEqual([key, key]);
    expect(isSameNumber(key, other)).toBe(true);
    expect(formsOf(other).sort()).toEqual([key, other].sort());
    expect(formsOf(key).sort()).toEqual([key, other].sort());
  });

  it.each(ALONE)("%s: %s stands alone", (_, number) => {
    expect(numberKey(number)).toBe(number);
  });

  it("have one key whatever is asked of it, and every form leads back to it", () => {
    const number = fc
      .tuple(
        fc.constantFrom("+55", "+52", "+521", "+54", "+549", "+1", "+595"),
        fc.stringMatching(/^\d{8,11}$/),
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(number, (given) => {
        const key = numberKey(given);
        expect(numberKey(key)).toBe(key);
        expect(formsOf(given)).toContain(given);
        for (const form of formsOf(given)) expect(numberKey(form)).toBe(key);
      }),
      { numRuns: 2_000 },
    );
  });

  it("are no matter of email addresses and browsers", () => {
    expect(matchKey("email", "+5212221234567")).toBe("+5212221234567");
    expect(matchKey("visitor", "+5212221234567")).toBe("+5212221234567");
    expect(matchKey("whatsapp", "+5212221234567")).toBe("+522221234567");
  });
});

describe("the database", () => {
  let rule: string;
  beforeAll(async () => {
    const { rows } = await pool.query<{ rule: string }>(`
      select pg_get_expr(d.adbin, d.adrelid) as rule from pg_attrdef d
      join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
      where d.adrelid = '"ContactPoint"'::regclass and a.attname = 'matchKey'`);
    rule = rows[0]!.rule;
  });

  it("keeps the same key beside every contact point", async () => {
    const values = [
      ...SAME.flatMap(([, ...forms]) => forms),
      ...ALONE.map(([, number]) => number),
      "a@b.example",
    ];
    for (const kind of ["phone", "whatsapp", "email", "visitor", "messenger"]) {
      const { rows } = await pool.query<{ value: string; key: string }>(
        `select value, ${rule} as key from (select $1::text as kind, unnest($2::text[]) as value) given`,
        [kind, values],
      );
      expect(rows).toEqual(values.map((value) => ({ value, key: matchKey(kind, value) })));
    }
  });
});

describe("a number as somebody wrote it", () => {
  it("keeps its older Mexican form, which libphonenumber takes for impossible", () => {
    expect(normalisePhone("+52 1 222 123 4567")).toBe("+5212221234567");
    expect(normalisePhone("044 222 123 4567", "MX")).toBe("+522221234567");
    expect(normalisePhone("222 123 4567", "MX")).toBe("+522221234567");
    expect(normalisePhone("+52 1 22")).toBeNull();
  });

  it("is read with Argentina's 15 and Brazil's eight digits", () => {
    expect(numberKey(normalisePhone("011 15-2345-6789", "AR")!)).toBe("+541123456789");
    expect(numberKey(normalisePhone("(11) 8765-4321", "BR")!)).toBe("+5511987654321");
  });

  const vectors = "../shared/wire/phone/PhoneNumberUtilTest.java.txt";
  it.skipIf(!existsSync(vectors))(
    "has libphonenumber's own numbers of both countries as mobile and fixed tell them apart",
    () => {
      const text = readFileSync(vectors, "utf8");
      const numberOf = (name: string) => {
        const told = new RegExp(
          `${name} =\\s+new PhoneNumber\\(\\)\\.setCountryCode\\((\\d+)\\)\\.setNationalNumber\\((\\d+)`,
        );
        const [, country, national] = told.exec(text)!;
        return `+${country}${national}`;
      };
      expect(numberKey(numberOf("AR_MOBILE"))).toBe(numberOf("AR_NUMBER"));
      expect(numberKey(numberOf("MX_MOBILE1"))).toBe("+522345678900");
      expect(numberKey(numberOf("MX_NUMBER1"))).toBe(numberOf("MX_NUMBER1"));
      expect(normalisePhone(numberOf("MX_MOBILE2"))).toBe(numberOf("MX_MOBILE2"));
    },
  );
});
