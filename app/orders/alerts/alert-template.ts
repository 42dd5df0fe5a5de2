import { Liquid, LiquidError, type Template } from "liquidjs";
import { ALERT_VARIABLES, type AlertValues } from "#app/orders/alerts/alert-variables.ts";

export type ReadTemplate =
  | { ok: true; render(values: AlertValues): string }
  /** In words for the merchant. */
  | { ok: false; say: string };

export const LONGEST_TEMPLATE = 1_000;

/**
 * Reads a merchant's words: `{{ order }}`, filters of Liquid, and `{% if expected %}…{% endif %}`. Nothing else of
 * Liquid: no loops, no files, so that no template can take long or say what is not in the values. An unknown variable
 * is refused here and not at the first alert.
 */
export function readTemplate(text: string): ReadTemplate {
  const known = read.get(text);
  if (known) return known;
  const fresh = parse(text);
  if (read.size >= MOST_KEPT) read.clear();
  read.set(text, fresh);
  return fresh;
}

const read = new Map<string, ReadTemplate>();
const MOST_KEPT = 500;

const liquid = new Liquid({
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  parseLimit: LONGEST_TEMPLATE,
  renderLimit: 100,
  memoryLimit: 100_000,
});
for (const tag of Object.keys(liquid.tags)) if (tag !== "if" && tag !== "unless") delete liquid.tags[tag];

function parse(text: string): ReadTemplate {
  if (text.length > LONGEST_TEMPLATE)
    return { ok: false, say: `At most ${LONGEST_TEMPLATE} characters, please.` };
  try {
    const template = liquid.parse(text);
    const stranger = liquid
      .globalFullVariablesSync(template)
      .find((name) => !Object.hasOwn(ALERT_VARIABLES, name));
    if (stranger) return { ok: false, say: `{{ ${stranger} }} is not known. Known are: ${names}.` };
    return { ok: true, render: (values) => tidy(render(template, values)) };
  } catch (error) {
    if (error instanceof LiquidError)
      return { ok: false, say: `This cannot be read: ${error.originalError?.message ?? error.message}.` };
    throw error;
  }
}

/** In Liquid an empty text counts as true, nothing at all does not. */
function render(template: Template[], values: AlertValues): string {
  const told = Object.entries(values).map(([name, value]) => [name, value || null]);
  return String(liquid.renderSync(template, Object.fromEntries(told)));
}

const names = Object.keys(ALERT_VARIABLES)
  .map((name) => `{{ ${name} }}`)
  .join(", ");

/** Where a value was empty: no two spaces, none before a full stop, none at the ends. */
const tidy = (text: string): string =>
  text
    .replace(/[（(][）)]/g, "")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ +([.,;!?])/g, "$1")
    .replace(/ *\n */g, "\n")
    .trim();
