import type { Choice, Link } from "#app/conversations/message.ts";

interface Rendered {
  channel: string;
  body: string;
  choices: unknown;
  link: unknown;
}

/** The text as a channel without buttons shows it: the link on a line of its own, choices as numbered options. */
export function renderForChannel({ channel, body, choices, link }: Rendered): string {
  if (channel === "chat") return body;
  const lines = [body];
  const target = link as Link | null;
  if (target && !body.includes(target.url)) lines.push(`${target.label}: ${target.url}`);
  const options = (choices as Choice[] | null) ?? [];
  if (options.length) lines.push(options.map(({ label }, index) => `${index + 1} ${label}`).join("\n"));
  return lines.join("\n");
}
