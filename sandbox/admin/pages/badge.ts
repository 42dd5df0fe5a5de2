import { type Html, html } from "../html.ts";
import { statusWords, toneOf } from "./words.ts";

export function badge(status: string): Html {
  return html`<span class="badge is-${toneOf(status)}">${statusWords(status)}</span>`;
}
