import { describe, expect, it } from "vitest";
import {
  fieldsOf,
  isConjunction,
  isFound,
  isInstant,
  isNumber,
  isText,
  parseSearch,
  type Term,
} from "#sandbox/shopify/graphql/search-query.ts";

const parcel = {
  name: "#1001",
  tags: ["vip", "late night"],
  at: "2026-11-05T12:00:00Z",
  number: 7,
  note: null,
};
const finds = (query: string) => isFound(parseSearch(query), matches);
const matches = (term: Term) => {
  if (term.field === "tag") return parcel.tags.some((tag) => isText(tag, term));
  if (term.field === "at") return isInstant(parcel.at, term);
  if (term.field === "number") return isNumber(parcel.number, term);
  if (term.field === "note") return isText(parcel.note, term);
  return isText(parcel.name, term);
};

describe("Shopify's search syntax", () => {
  it("finds everything by an empty query", () => {
    expect(finds("")).toBe(true);
    expect(finds("   ")).toBe(true);
  });

  it("joins terms by a space or AND, parts them by OR, and turns them by NOT or a minus", () => {
    expect(finds("tag:vip number:7")).toBe(true);
    expect(finds("tag:vip AND number:8")).toBe(false);
    expect(finds("number:8 OR tag:vip")).toBe(true);
    expect(finds("NOT number:8")).toBe(true);
    expect(finds("-tag:vip")).toBe(false);
    expect(finds("(number:8 OR number:7) AND -tag:cheap")).toBe(true);
    expect(finds("-(number:7 OR tag:nope)")).toBe(false);
  });

  it("reads quotes, prefixes and letters of either case", () => {
    expect(finds('tag:"late night"')).toBe(true);
    expect(finds("tag:'LATE night'")).toBe(true);
    expect(finds("tag:lat*")).toBe(true);
    expect(finds("tag:late")).toBe(false);
    expect(finds("#1001")).toBe(true);
  });

  it("compares instants and numbers", () => {
    expect(finds("at:>=2026-11-05T12:00:00Z at:<2026-11-06")).toBe(true);
    expect(finds("at:>2026-11-05T12:00:00Z")).toBe(false);
    expect(finds("at:<='2026-11-05T12:00:00+00:00'")).toBe(true);
    expect(finds("number:>6 number:<=7")).toBe(true);
    expect(finds("number:gid://shopify/Thing/7")).toBe(true);
  });

  it("knows which fields were named, and whether all of them must hold", () => {
    expect(fieldsOf(parseSearch("tag:vip OR (at:>2026 AND -note:x) hello"))).toEqual(["tag", "at", "note"]);
    expect(isConjunction(parseSearch("tag:vip number:7"))).toBe(true);
    expect(isConjunction(parseSearch("tag:vip OR number:7"))).toBe(false);
    expect(isConjunction(parseSearch("-tag:vip"))).toBe(false);
  });

  it("bears what is no query", () => {
    for (const query of [")", "((", "AND", "NOT", 'tag:"open', "::", "a:b:c", "😀", "tag:"])
      expect(() => finds(query)).not.toThrow();
  });
});
