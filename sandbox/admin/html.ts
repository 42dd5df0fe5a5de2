/** A piece of HTML that may be put into another without being escaped again. */
export interface Html {
  readonly html: string;
}

type Piece = Html | string | number | null | undefined | false | Piece[];

/** Template tag: what is put in is escaped, unless it is a piece of HTML itself; null and false leave nothing. */
export function html(words: TemplateStringsArray, ...pieces: Piece[]): Html {
  return {
    html: words.reduce((text, word, at) => text + word + (at < pieces.length ? put(pieces[at]) : ""), ""),
  };
}

export function escapeHtml(text: string): string {
  const names: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (one) => names[one] ?? one);
}

/** JSON that may stand in a script element. */
export function jsonForHtml(value: unknown): Html {
  return { html: JSON.stringify(value).replace(/</g, "\\u003c") };
}

function put(piece: Piece): string {
  if (Array.isArray(piece)) return piece.map(put).join("");
  if (piece === null || piece === undefined || piece === false) return "";
  return typeof piece === "object" ? piece.html : escapeHtml(String(piece));
}
