/**
 * Shopify's search syntax: `field:value`, comparators, quotes, prefixes with `*`, `-` and NOT, AND (or a space), OR,
 * parentheses. https://shopify.dev/docs/api/usage/search-syntax
 */
export type Search =
  | { kind: "all"; of: Search[] }
  | { kind: "any"; of: Search[] }
  | { kind: "not"; of: Search }
  | { kind: "term"; field: string | null; comparator: Comparator; value: string; isPrefix: boolean };
export type Comparator = ":" | ":<" | ":>" | ":<=" | ":>=";
export type Term = Extract<Search, { kind: "term" }>;

interface Token {
  kind: "(" | ")" | "and" | "or" | "not" | "term";
  term?: Term;
}

/** An empty query finds everything. */
export function parseSearch(query: string): Search {
  const tokens = [...tokensOf(query)];
  let at = 0;
  const any = (): Search => {
    const of = [all()];
    while (tokens[at]?.kind === "or") {
      at++;
      of.push(all());
    }
    return of.length === 1 ? of[0]! : { kind: "any", of };
  };
  const all = (): Search => {
    const of: Search[] = [];
    while (at < tokens.length && tokens[at]!.kind !== ")" && tokens[at]!.kind !== "or") {
      if (tokens[at]!.kind === "and") at++;
      else of.push(one());
    }
    return of.length === 1 ? of[0]! : { kind: "all", of };
  };
  const one = (): Search => {
    const token = tokens[at++]!;
    if (token.kind === "not")
      return at < tokens.length ? { kind: "not", of: one() } : { kind: "all", of: [] };
    if (token.kind !== "(") return token.term!;
    const inner = any();
    at++;
    return inner;
  };
  return any();
}

/** Whether a record is found; `matches` judges one term. */
export function isFound(search: Search, matches: (term: Term) => boolean): boolean {
  if (search.kind === "term") return matches(search);
  if (search.kind === "not") return !isFound(search.of, matches);
  if (search.kind === "any") return search.of.some((one) => isFound(one, matches));
  return search.of.every((one) => isFound(one, matches));
}

/** The terms that every found record must meet. */
export function requiredTerms(search: Search): Term[] {
  if (search.kind === "term") return [search];
  return search.kind === "all" ? search.of.flatMap(requiredTerms) : [];
}

/** Whether the required terms are all there is to the query. */
export function isConjunction(search: Search): boolean {
  return search.kind === "term" || (search.kind === "all" && search.of.every(isConjunction));
}

/** Every field the query names. */
export function fieldsOf(search: Search): string[] {
  if (search.kind === "term") return search.field === null ? [] : [search.field];
  return search.kind === "not" ? fieldsOf(search.of) : search.of.flatMap(fieldsOf);
}

/** Text compared without regard to case; `*` at the end finds what begins so. */
export function isText(found: string | null | undefined, term: Term): boolean {
  if (found == null) return false;
  const wanted = term.value.toLowerCase();
  return term.isPrefix ? found.toLowerCase().startsWith(wanted) : found.toLowerCase() === wanted;
}

/** An instant against `created_at:>=2026-01-01`; a bare day means its beginning, in UTC. */
export function isInstant(found: string | null, { comparator, value }: Term): boolean {
  return found !== null && compare(Date.parse(found), comparator, Date.parse(value));
}

export function isNumber(found: number | null, { comparator, value }: Term): boolean {
  return found !== null && compare(found, comparator, Number(value.replace(/^gid:.*\//, "")));
}

function compare(found: number, comparator: Comparator, wanted: number) {
  if (comparator === ":<") return found < wanted;
  if (comparator === ":<=") return found <= wanted;
  if (comparator === ":>") return found > wanted;
  if (comparator === ":>=") return found >= wanted;
  return found === wanted;
}

const TOKEN =
  /\s*(?:(\()|(\))|(-|NOT\b)|(AND\b)|(OR\b)|(?:([A-Za-z_][\w.]*)(:(?:<=|>=|<|>)?))?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s()]+)))/gy;

function* tokensOf(query: string): Generator<Token> {
  for (const match of query.matchAll(TOKEN)) {
    const [, open, close, not, and, or, field, comparator, double, single, bare] = match;
    if (open) yield { kind: "(" };
    else if (close) yield { kind: ")" };
    else if (not) yield { kind: "not" };
    else if (and) yield { kind: "and" };
    else if (or) yield { kind: "or" };
    else yield { kind: "term", term: termOf(field, comparator, double ?? single, bare) };
  }
}

function termOf(
  field: string | undefined,
  comparator: string | undefined,
  quoted: string | undefined,
  bare: string | undefined,
): Term {
  const raw = quoted?.replace(/\\(.)/g, "$1") ?? bare!.replace(/\\(.)/g, "$1");
  const isPrefix = quoted === undefined && raw.endsWith("*") && raw.length > 1;
  return {
    kind: "term",
    field: field ?? null,
    comparator: (comparator ?? ":") as Comparator,
    value: isPrefix ? raw.slice(0, -1) : raw,
    isPrefix,
  };
}
