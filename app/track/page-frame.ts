import { createHash } from "node:crypto";
import { type Html, html } from "#app/track/html.ts";
import { PAGE_STYLE } from "#app/track/page-style.ts";
import { formattingLocale, languageOf } from "#app/words/say.ts";

export interface Page {
  locale: string;
  title: string;
  /** Null where no shop may be named. */
  shopName: string | null;
  body: Html;
}

/** A whole page: no script, no picture, no request to anywhere, readable on any telephone. */
export function framePage({ locale, title, shopName, body }: Page): string {
  return html`<!doctype html>
<html lang="${languageOf(locale) === "en" ? "en" : formattingLocale(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${{ html: PAGE_STYLE }}</style>
</head>
<body>
${shopName && html`<header><p>${shopName}</p></header>`}
<main>
${body}
</main>
</body>
</html>
`.html;
}

/**
 * Whoever has the address sees the page, so the address must go nowhere: no referrer, no cache, no index. Nothing is
 * loaded and nothing runs but the one style, named by its hash.
 */
export const PAGE_HEADERS = pageHeaders("'none'");
/** The same for a page with a form, which may be sent to ourselves alone. */
export const FORM_PAGE_HEADERS = pageHeaders("'self'");

function pageHeaders(formAction: string) {
  return {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": [
      "default-src 'none'",
      `style-src 'sha256-${createHash("sha256").update(PAGE_STYLE).digest("base64")}'`,
      "base-uri 'none'",
      `form-action ${formAction}`,
      "frame-ancestors 'none'",
    ].join("; "),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex, nofollow, noarchive",
    vary: "accept-language",
  } as const;
}
