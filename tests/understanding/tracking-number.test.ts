import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CARRIERS } from "#app/understanding/tracking-formats.ts";
import { carriersOf, findTrackingNumbers } from "#app/understanding/tracking-number.ts";

const UPS = "1Z5R89390357567127";
const USPS = "9400111206206406260787";
const FEDEX = "986578788855";
const DHL = "3318810025";

const values = (text: string) => findTrackingNumbers(text).map(({ value }) => value);
const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: min, maxLength: max });

describe("a tracking number that a shopper types", () => {
  it.each([
    UPS,
    `where is ${UPS}?`,
    `WHERE IS ${UPS} PLEASE`,
    `it says ${UPS.toLowerCase()} on my paper`,
    "1Z 5R8 939 03 5756 712 7",
    "1Z-5R8-939-03-5756-7127",
    `https://wwwapps.ups.com/WebTracking/track?track=yes&trackNums=${UPS}`,
  ])("is known in any spelling: %s", (text) => {
    const [found, ...more] = findTrackingNumbers(text);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ number: UPS, carriers: [{ carrier: "ups", name: "UPS" }] });
    expect(found!.carriers[0]!.url).toContain(UPS);
    expect(text.slice(found!.start, found!.end)).toBe(found!.value);
  });

  it("is told apart from the others of one message", () => {
    expect(values(`Order #1001: ${UPS}, and order #1002: 9400 1112 0620 6406 2607 87`)).toEqual([
      UPS,
      "9400 1112 0620 6406 2607 87",
    ]);
  });

  it("with one digit mistyped is not one", () => {
    for (const number of [UPS, USPS])
      for (let index = 2; index < number.length - 2; index++) {
        const wrong = (Number(number[index]) + 1) % 10;
        if (/\d/.test(number[index]!))
          expect(values(`${number.slice(0, index)}${wrong}${number.slice(index + 1)}`)).toEqual([]);
      }
  });

  it.each([
    `my tracking number is ${FEDEX}`,
    `FedEx ${FEDEX}`,
    `${FEDEX} is what FedEx gave me`,
    `Meine Sendungsnummer: ${FEDEX}`,
    `numéro de suivi ${FEDEX}`,
    `número de seguimiento: ${FEDEX}`,
    `il codice di tracciamento è ${FEDEX}`,
    `código de rastreio ${FEDEX}`,
    `zendingsnummer ${FEDEX}`,
    `where is my parcel ${FEDEX}?`,
    `parcel number ${FEDEX}`,
    `${FEDEX} (FedEx)`,
    `追跡番号は${FEDEX}です`,
    `the tracking code of order 1001 is tracking code ${FEDEX}`,
  ])("that is digits alone is one where the words say so: %s", (text) => {
    expect(values(text)).toEqual([FEDEX]);
  });

  it("names the carrier first that the shopper names", () => {
    const both = "986578788855";
    expect(findTrackingNumbers(`FedEx tracking ${both}`)[0]!.carriers[0]!.name).toBe("FedEx");
    expect(carriersOf("RB123456785GB")[0]).toMatchObject({ carrier: "s10", name: "Royal Mail" });
    expect(carriersOf("RB123456785XX")).toEqual([]);
  });
});

describe("what is no tracking number", () => {
  it.each([
    `order ${FEDEX}`,
    `my order number is ${DHL}`,
    `Bestellnummer ${DHL}`,
    `tracking for my order ${DHL}`,
    `注文${DHL}`,
    `#${FEDEX}`,
    FEDEX,
    DHL,
    "ABC123456789",
  ])("an order's number: %s", (text) => {
    expect(values(text)).toEqual([]);
  });

  it.each([
    `call me at ${DHL}`,
    `DHL called me from ${DHL}`,
    `my phone is ${DHL} and I want my tracking`,
    "my number is 331-881-0025, track my order",
    "track it, my number is 331 881 0025",
    "986578788855 wo ist mein Paket",
    "about my package, I am on 986578788855",
    "track my parcel, +986578788855",
    "tracking? (331) 881 0025",
    `Meine Telefonnummer ist ${DHL}, wo ist das Paket`,
  ])("a telephone: %s", (text) => {
    expect(values(text)).toEqual([]);
  });

  it("a date, in any figures", () => {
    const day = fc.date({ min: new Date("1990-01-01"), max: new Date("2050-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom("tracking since ", "DHL said ", "package due ", ""), (at, before) => {
        const [date, time] = at.toISOString().split(/[T.]/) as [string, string];
        const [year, month, dayOfMonth] = date.split("-");
        const clock = time.replaceAll(":", "");
        for (const spelt of [
          date,
          `${date} ${clock}`,
          `${dayOfMonth}-${month}-${year} ${clock}`,
          `${dayOfMonth}/${month}/${year}`,
          `${year}${month}${dayOfMonth}`,
          `${year}${month}${dayOfMonth}${clock}`,
          `${year}${month}${dayOfMonth}${clock.slice(0, 4)}`,
        ])
          expect(values(before + spelt)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("a payment card, whatever it is called", () => {
    for (const card of ["4242 4242 4242 4242", "4000056655665556", "5555555555554444", "378282246310005"])
      expect(values(`tracking number ${card}`)).toEqual([]);
  });

  it("any number of fourteen digits or less that is called an order or a telephone, or nothing", () => {
    const called = fc.constantFrom(
      "",
      "order ",
      "Order #",
      "order no. ",
      "Bestellung ",
      "phone ",
      "+",
      "tel: ",
    );
    fc.assert(
      fc.property(called, digits(1, 14), (before, number) => {
        expect(values(before + number)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it("prose, however long", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        for (const { value, start, end, carriers } of findTrackingNumbers(text)) {
          expect(text.slice(start, end)).toBe(value);
          expect(carriers.length).toBeGreaterThan(0);
        }
      }),
    );
    expect(values("a1 ".repeat(3_000))).toEqual([]);
  });
});

it("every carrier's page is https and takes the number", () => {
  for (const { url } of Object.values(CARRIERS)) if (url) expect(url).toMatch(/^https:\/\/.*%s/);
});
