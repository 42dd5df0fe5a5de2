import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Real and documented traffic, where this workplace has it. */
export const WIRE = join(import.meta.dirname, "../../../shared/wire");
export const hasWire = existsSync(WIRE);

const SAMPLES = join(WIRE, "shopify/webhooks/2026-04-documented");
const SCHEMAS = join(WIRE, "shopify/webhook-schemas/2026-04");

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
interface Schema {
  properties?: { [key: string]: Schema };
  items?: Schema | false;
  anyOf?: Schema[];
}

/** What a payload lacks, has too much, or has of another type than Shopify's own sample. Empty where they agree. */
export function differences(topic: string, payload: unknown): string[] {
  const name = `${topic.replace("/", "-").replace(".", "-")}`;
  const sample = readIf(join(SAMPLES, `${name}.json`)) as Json | undefined;
  const schema = readIf(join(SCHEMAS, `${name}.schema.json`)) as Schema | undefined;
  if (sample === undefined) return [`no sample of ${topic}`];
  return compare(payload as Json, sample, schema, "");
}

export function hasSample(topic: string): boolean {
  return existsSync(join(SAMPLES, `${topic.replace("/", "-").replace(".", "-")}.json`));
}

function compare(ours: Json, theirs: Json, schema: Schema | undefined, path: string): string[] {
  if (ours === null || theirs === null) return [];
  if (Array.isArray(ours) || Array.isArray(theirs)) {
    if (!Array.isArray(ours) || !Array.isArray(theirs)) return [`${path}: a list on one side only`];
    const [mine, sample] = [ours[0], theirs[0]];
    if (mine === undefined || sample === undefined) return [];
    return compare(mine, sample, schema?.items || undefined, `${path}[]`);
  }
  if (typeof ours !== typeof theirs) return [`${path}: ${typeof ours}, documented as ${typeof theirs}`];
  if (typeof ours !== "object" || typeof theirs !== "object") return [];
  const known = new Set([...Object.keys(theirs), ...Object.keys(schema?.properties ?? {})]);
  return [
    ...Object.keys(theirs)
      .filter((key) => !(key in ours))
      .map((key) => `${path}.${key}: missing`),
    ...Object.keys(ours)
      .filter((key) => !known.has(key))
      .map((key) => `${path}.${key}: not documented`),
    ...Object.keys(ours)
      .filter((key) => key in theirs)
      .flatMap((key) => compare(ours[key]!, theirs[key]!, schema?.properties?.[key], `${path}.${key}`)),
  ];
}

function readIf(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
