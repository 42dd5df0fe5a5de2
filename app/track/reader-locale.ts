import { languageOf } from "#app/words/say.ts";

/**
 * The locale a page is written in: the wanted language, in the browser's own variety where it has one ("en-US"); where
 * none is wanted, the first of the browser's that we speak; else the shop's own; else English.
 */
export function readerLocale(
  acceptLanguage: string | undefined,
  { wanted = null, otherwise = null }: { wanted?: string | null; otherwise?: string | null } = {},
): string {
  const accepted = (acceptLanguage ?? "")
    .slice(0, 500)
    .split(",")
    .map((entry) => entry.split(";")[0]!.trim())
    .filter((tag) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) && speaks(tag));
  if (!wanted) return accepted[0] ?? otherwise ?? "en";
  return accepted.find((tag) => languageOf(tag) === languageOf(wanted)) ?? wanted;
}

const speaks = (tag: string): boolean => tag.toLowerCase().split("-")[0] === languageOf(tag);
