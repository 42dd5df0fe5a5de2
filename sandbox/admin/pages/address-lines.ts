import type { Address } from "../../shopify/store/types.ts";
import { type Html, html } from "../html.ts";

export function addressLines(address: Address | null): Html {
  if (!address) return html`<span class="muted">None</span>`;
  const { firstName, lastName, company, address1, address2, zip, city, province, country } = address;
  const lines = [
    [firstName, lastName],
    [company],
    [address1],
    [address2],
    [zip, city],
    [province],
    [country],
  ].map((parts) => parts.filter(Boolean).join(" "));
  return html`${lines.filter(Boolean).map((line) => html`${line}<br>`)}`;
}
