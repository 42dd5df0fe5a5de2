import type { Abilities, Choice } from "#app/channels/channel.ts";
import type { Link } from "#app/conversations/message.ts";

interface Rendered {
  body: string;
  choices: unknown;
  link: unknown;
}

/**
 * A message as its channel shows it: choices as buttons or a list where there are such, and they fit; else as numbered
 * options under the text. A link that the text does not hold stands on a line of its own.
 */
export function renderForChannel(
  message: Rendered,
  abilities: Pick<Abilities, "buttons" | "list">,
): { text: string; choices: Choice[] } {
  const lines = [message.body];
  const link = message.link as Link | null;
  if (link && !message.body.includes(link.url)) lines.push(`${link.label}: ${link.url}`);
  const choices = (message.choices as Choice[] | null) ?? [];
  if (fits(choices, abilities.buttons) || fits(choices, abilities.list))
    return { text: lines.join("\n"), choices };
  if (choices.length) lines.push(choices.map(({ label }, index) => `${index + 1} ${label}`).join("\n"));
  return { text: lines.join("\n"), choices: [] };
}

const fits = (choices: Choice[], { most, label }: { most: number; label: number }): boolean =>
  choices.length <= most && choices.every((choice) => choice.label.length <= label);
