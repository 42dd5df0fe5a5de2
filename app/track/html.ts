/** HTML of ours, to be told from text. */
export interface Html {
  html: string;
}

type Piece = Html | string | number | null | false | Piece[];

/** Puts a page together: whatever stands in the braces is escaped, unless it is HTML of ours. */
export function html(parts: TemplateStringsArray, ...pieces: Piece[]): Html {
  const all = parts.map((part, index) => part + (index < pieces.length ? written(pieces[index]!) : ""));
  return { html: all.join("") };
}

function written(piece: Piece): string {
  if (piece === null || piece === false) return "";
  if (Array.isArray(piece)) return piece.map(written).join("");
  return typeof piece === "object" ? piece.html : asText(String(piece));
}

const asText = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
