import { z } from "zod";

/**
 * Readers for fields of payloads from outside. Nothing here refuses: a field of the wrong type reads as null, so that
 * one odd value never costs a whole order. Ids and counts may come as numbers or as text.
 */
export const text = z
  .union([z.string(), z.number().transform(String), z.bigint().transform(String)])
  .nullish()
  .catch(null)
  .transform((value) => clean(value));

/** As `text`, but an absent key stays `undefined`: protected data that is withheld is absent, not null. */
export const toldText = z
  .unknown()
  .transform((value) => (value === undefined ? undefined : text.parse(value)))
  .optional();

export const flag = z
  .boolean()
  .nullish()
  .catch(null)
  .transform((value) => value ?? false);

export const count = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .nullish()
  .catch(null)
  .transform((value) => clampCount(value));

export const instant = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => readInstant(value));

/** A list of which unreadable members are dropped; anything that is no list reads as empty. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(z.unknown())
    .nullish()
    .catch(null)
    .transform((values) => (values ?? []).map((value) => item.safeParse(value)))
    .transform((results) =>
      results.filter((result) => result.success).map((result) => result.data as z.output<Item>),
    );
}

/** An object, or null for anything else: real payloads have `[]` where an address is missing. */
export function recordOf<Shape extends z.ZodRawShape>(shape: Shape) {
  return z
    .object(shape)
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);
}

/** The digits of a gid, else of a bare id; null where neither is one. Ids exceed 2^53, so they stay text. */
export function readId(gid: string | null | undefined, id?: string | null): string | null {
  const fromGid = gid?.match(/^gid:\/\/shopify\/\w+\/(\d{1,40})(\?|$)/)?.[1];
  return fromGid ?? (id && /^\d{1,40}$/.test(id) ? id : null);
}

/**
 * `JSON.parse` that keeps whole numbers beyond 2^53 as text. Shopify's ids are such numbers, and some payloads name
 * their parent by number alone.
 */
export function parseExactly(json: string): unknown {
  return JSON.parse(json, (_key: string, value: unknown, context?: { source?: string }) =>
    typeof value === "number" && !Number.isSafeInteger(value) && /^\d+$/.test(context?.source ?? "")
      ? context!.source
      : value,
  );
}

/** What this text holds as JSON; null where it is none. */
export function readJson(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    return null;
  }
}

function clean(value: string | null | undefined): string | null {
  // PostgreSQL stores neither NUL nor lone surrogates.
  const kept = value
    ?.replaceAll("\u0000", "")
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .trim();
  return kept || null;
}

const clampCount = (value: number | null | undefined) =>
  value == null || !Number.isFinite(value) ? null : Math.min(Math.max(Math.trunc(value), 0), 1_000_000_000);

function readInstant(value: string | null | undefined): Date | null {
  if (!value) return null;
  const at = new Date(value);
  const year = at.getUTCFullYear();
  return year >= 1970 && year < 2200 ? at : null;
}
