import { z } from "zod";

/** A template as Meta tells of it, its words in lower case. */
export interface TemplateFacts {
  providerId: string;
  name: string;
  language: string;
  category: string;
  /** pending, approved, rejected, paused, disabled … */
  status: string;
  /** green, yellow, red, unknown */
  quality: string;
  reason: string | null;
  components: object[];
}

export interface TemplateDraft {
  name: string;
  language: string;
  category: "utility" | "marketing";
  body: string;
  footer: string;
  /** A likely value for each variable of the body, in order. */
  examples: string[];
  /** Quick replies. */
  buttons: string[];
}

/** How many variables a text has: {{1}}, {{2}} and so on, without a gap. Null where one is missing. */
export function countVariables(body: string): number | null {
  const found = new Set([...body.matchAll(/\{\{(\d+)\}\}/g)].map(([, digits]) => Number(digits)));
  return [...found].every((index) => index >= 1 && index <= found.size) ? found.size : null;
}

/**
 * What a text's variables are called, each once: their numbers, or their names as they stand ({{first_name}}). Null where
 * a number is missing or both are mixed, which Meta takes of nobody.
 */
export function variablesOf(body: string): string[] | null {
  const found = [...new Set([...body.matchAll(VARIABLE)].map(([, name]) => name!))];
  const named = found.filter((name) => !/^\d+$/.test(name));
  if (named.length > 0) return named.length === found.length ? found : null;
  const most = countVariables(body);
  return most === null ? null : Array.from({ length: most }, (_, index) => String(index + 1));
}

const VARIABLE = /\{\{([a-z0-9_]+)\}\}/g;

/** The text with its variables filled in; what has no value stays as it is. `names` in the order of the values. */
export const fillIn = (body: string, values: string[], names: string[] = variablesOf(body) ?? []): string =>
  body.replaceAll(VARIABLE, (whole, name: string) => values[names.indexOf(name)] || whole);

/** What Meta would refuse, said before it is asked; null where nothing is wrong. (Meta, "Templates", read 2026-11.) */
export function faultOfDraft({
  name,
  language,
  body,
  footer,
  examples,
  buttons,
}: TemplateDraft): string | null {
  const variables = countVariables(body);
  if (!/^[a-z0-9_]{1,512}$/.test(name)) return "The name may have small letters, digits and underscores.";
  if (!/^[a-z]{2,3}(_[A-Z]{2})?$/.test(language)) return "Choose a language.";
  if (!body || body.length > 1_024) return "The text has 1 to 1,024 characters.";
  if (variables === null) return "Number the variables without a gap: {{1}}, {{2}}, {{3}}.";
  if (/^\{\{|\}\}$/.test(body.trim())) return "A variable cannot be the first or the last of the text.";
  if (examples.filter(Boolean).length !== variables) return "Give an example for each variable.";
  if (footer.length > 60) return "The line below has at most 60 characters.";
  if (buttons.length > 10 || buttons.some((text) => !text || text.length > 25))
    return "There can be ten buttons of at most 25 characters.";
  return null;
}

const Value = z.object({
  event: z.string().optional(),
  reason: z.string().nullish(),
  new_quality_score: z.string().optional(),
  message_template_name: z.string(),
  message_template_language: z.string(),
});
const News = z.object({
  entry: z
    .array(z.object({ id: z.coerce.string(), changes: z.array(z.object({ value: Value })).length(1) }))
    .length(1),
});

export interface TemplateNews {
  wabaId: string;
  name: string;
  language: string;
  status: string | null;
  quality: string | null;
  reason: string | null;
}

export const TEMPLATE_TOPICS = ["message_template_status_update", "message_template_quality_update"];

/** What a webhook says of one template, or null where it makes no sense. */
export function readTemplateNews(body: string): TemplateNews | null {
  const read = News.safeParse(JSON.parse(body));
  if (!read.success) return null;
  const [{ id, changes }] = read.data.entry as [(typeof read.data.entry)[number]];
  const { value } = changes[0]!;
  return {
    wabaId: id,
    name: value.message_template_name,
    language: value.message_template_language.replace("-", "_"),
    status: value.event?.toLowerCase() ?? null,
    quality: value.new_quality_score?.toLowerCase() ?? null,
    reason: value.reason && value.reason !== "NONE" ? value.reason : null,
  };
}
