import type { Product } from "../shopify/store/types.ts";
import { GLYPHS } from "./glyphs.ts";

/** A drawn picture of a product, 400 by 400: its glyph in two tones of its hue over a soft ground. */
export function productPicture({ id, title, picture }: Pick<Product, "id" | "title" | "picture">): string {
  const { hue, glyph } = picture;
  const name = `ground-${id}`;
  const drawing = GLYPHS[glyph] ?? GLYPHS.parcel ?? "";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img" aria-label="${escaped(title)}">
<defs><linearGradient id="${name}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="hsl(${hue} 32% 95%)"/><stop offset="1" stop-color="hsl(${hue} 26% 86%)"/></linearGradient></defs>
<rect width="400" height="400" fill="url(#${name})"/>
<ellipse cx="200" cy="336" rx="118" ry="14" fill="hsl(${hue} 25% 45%)" opacity=".18"/>
<g fill="hsl(${hue} 38% 42%)" stroke="hsl(${hue} 45% 24%)" stroke-width="5" stroke-linejoin="round" stroke-linecap="round" style="--light:hsl(${hue} 45% 68%);--dark:hsl(${hue} 45% 24%)">${drawing}</g></svg>`;
}

function escaped(text: string) {
  return text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
}
