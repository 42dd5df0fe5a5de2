import sanitizeHtml from "sanitize-html";
import { DEEPEST_NESTING, WORDLESS_TAGS } from "#app/channels/mail/wordless-tags.ts";

/** Beyond this a mail is shown as text only: nobody wrote so much by hand. */
export const LONGEST_HTML = 500_000;

/**
 * A mail's HTML as it may be kept and shown: words, lists, tables and links. No scripts, styles, forms, frames or
 * ids, and nothing that loads by itself: a picture on a server tells its owner that the mail was opened, and when.
 */
export function cleanHtml(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: TAGS,
    allowedAttributes: {
      a: ["href", "rel", "target"],
      td: ["colspan", "rowspan"],
      th: ["colspan", "rowspan"],
    },
    allowedSchemes: ["http", "https", "mailto", "tel"],
    allowProtocolRelative: false,
    disallowedTagsMode: "discard",
    nonTextTags: WORDLESS_TAGS,
    transformTags: {
      a: sanitizeHtml.simpleTransform("a", { rel: "noopener noreferrer nofollow", target: "_blank" }),
      img: (_tag, { alt }) => ({ tagName: "span", attribs: {}, text: alt ? `[${alt}]` : "" }),
    },
    nestingLimit: DEEPEST_NESTING,
  });
}

const TAGS = [
  ..."p div br span b strong i em u s small sub sup pre code blockquote hr".split(" "),
  ..."h1 h2 h3 h4 h5 h6 ul ol li dl dt dd a table thead tbody tfoot tr td th caption".split(" "),
];
