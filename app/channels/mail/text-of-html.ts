import sanitizeHtml from "sanitize-html";
import { DEEPEST_NESTING, WORDLESS_TAGS } from "#app/channels/mail/wordless-tags.ts";

/**
 * The words of an HTML mail as a plain one would have them: quotations behind ">", the old mail below Outlook's line
 * under "-----Original Message-----". So one rule (cut-reply.ts) reads both kinds.
 */
export function textOfHtml(html: string): string {
  const writer = new Writer();
  for (const [, isEnd, tag, text] of marked(html).matchAll(/<(\/?)([a-z0-9-]+)[^>]*>|([^<]+)/g)) {
    if (text) writer.say(text);
    else if (tag === OLD_MAIL && !isEnd) writer.line("-----Original Message-----");
    else if (tag === "blockquote") writer.quote(isEnd ? -1 : 1);
    else if (tag === "br") writer.endLine();
    else if (tag === "li" && !isEnd) writer.begin("- ");
    else if (tag === "td") writer.say(" ");
    else if (tag === "p") writer.gap();
    else writer.begin("");
  }
  return writer.text();
}

const OLD_MAIL = "x-old-mail";
const LINES = "p div tr li ul ol table h1 h2 h3 h4 h5 h6 pre dl dt dd hr".split(" ");

/** Few tags, no attributes, all of them closed: what the library makes of any HTML can be read by a pattern. */
function marked(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: [...LINES, "td", "br", "blockquote", OLD_MAIL],
    allowedAttributes: {},
    nonTextTags: WORDLESS_TAGS,
    transformTags: {
      "*": (tagName, attribs) => (startsOldMail(tagName, attribs) ? oldMail : { tagName, attribs: {} }),
    },
    nestingLimit: DEEPEST_NESTING,
  });
}

const oldMail = { tagName: OLD_MAIL, attribs: {} };

/** Marks that mail programs set where the old mail begins: all that follows is it. */
function startsOldMail(
  tag: string,
  { id = "", class: name = "", style = "", tabindex }: Record<string, string>,
) {
  if (/^(divRplyFwdMsg|appendonsend|stopSpelling|OLK_SRC_BODY_SECTION)$/i.test(id)) return true;
  if (/\b(yahoo_quoted|protonmail_quote|zmail_extra|tutanota_quote)\b/.test(name)) return true;
  if (id === "mail-editor-reference-message-container") return true;
  // Outlook for Windows: a rule made of a border, and before 2007 one that cannot be reached by Tab.
  if (tag === "div" && /border-top:\s*solid #(B5C4DF|E1E1E1)/i.test(style)) return true;
  return tag === "hr" && tabindex === "-1";
}

class Writer {
  #lines: string[] = [];
  #line = "";
  #depth = 0;

  /** Source line breaks are spaces in HTML. */
  say(escaped: string): void {
    const words = inTheOpen(escaped).replace(/[\s\u00a0]+/g, " ");
    this.#line += this.#line ? words : words.trimStart();
  }

  begin(mark: string): void {
    if (this.#line) this.endLine();
    this.#line = mark;
  }

  endLine(): void {
    this.line(this.#line.trimEnd());
    this.#line = "";
  }

  line(words: string): void {
    if (!words && this.#lines.at(-1) === "" && this.#lines.at(-2) === "") return;
    this.#lines.push(this.#depth ? `${">".repeat(this.#depth)} ${words}`.trimEnd() : words);
  }

  gap(): void {
    if (this.#line) this.endLine();
    if (this.#lines.length && this.#lines.at(-1) !== "") this.line("");
  }

  quote(by: 1 | -1): void {
    if (this.#line) this.endLine();
    this.#depth = Math.max(0, this.#depth + by);
  }

  text(): string {
    if (this.#line) this.endLine();
    return this.#lines.join("\n").trim();
  }
}

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };

/** The library writes these four and no other. */
const inTheOpen = (text: string) => text.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => NAMED[name]!);
