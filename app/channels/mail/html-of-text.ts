/** A text as the HTML part of a mail: its paragraphs, its lines and its web addresses, nothing else. */
export function htmlOfText(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${withLinks(paragraph).replaceAll("\n", "<br>\n")}</p>`)
    .join("\n");
}

/** By pieces: what is escaped never becomes part of an address, nor an address part of a tag. */
const withLinks = (text: string) =>
  text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((piece, at) => (at % 2 ? linkTo(piece) : escapeHtml(piece)))
    .join("");

/** The signs of the sentence around it, from the first of a run alone: from each, a long run takes its length's square. */
const ENDING = /(?<![.,;:!?)])[.,;:!?)]+$/;

function linkTo(url: string): string {
  const [after = ""] = ENDING.exec(url) ?? [];
  const address = url.slice(0, url.length - after.length);
  return `<a href="${escapeHtml(address)}">${escapeHtml(address)}</a>${escapeHtml(after)}`;
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
