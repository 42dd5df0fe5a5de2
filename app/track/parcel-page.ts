import type { Link } from "#app/conversations/message.ts";
import type { PartView } from "#app/orders/tracking/parcel-view.ts";
import { type Html, html } from "#app/track/html.ts";
import { framePage } from "#app/track/page-frame.ts";
import { say } from "#app/words/say.ts";

export interface ParcelPage {
  locale: string;
  shopName: string;
  /** The order's name, as the shop numbers it. */
  orderName: string;
  parcel: PartView;
  /** What else belongs to the order; `url` opens another parcel's page. */
  others: { part: PartView; url: string | null }[];
  /** The storefront with its chat open, or null where the shop has none. */
  chat: string | null;
  asOf: string;
}

/** One parcel's page. What it is made of holds nothing of the person: no name, address, contact or price. */
export function parcelPage(page: ParcelPage): string {
  const { locale, shopName, orderName, parcel, others, chat, asOf } = page;
  const title = say(locale, "status.title", { name: orderName });
  const body = html`<article>
<p class="quiet">${[title, parcel.title].filter(Boolean).join(" · ")}</p>
<h1>${parcel.state}</h1>
${parcel.verdict && html`<p class="badge ${parcel.verdict.is}">${parcel.verdict.says}</p>`}
${parcel.lines.map((line) => html`<p>${line}</p>`)}
${stations(parcel, locale)}
${parcel.trackingNumber && html`<p class="quiet">${say(locale, "track.number")}: ${parcel.trackingNumber}</p>`}
${links([parcel.link, chat === null ? null : { url: chat, label: say(locale, "track.chat") }])}
</article>
<section><h2>${say(locale, "track.scans")}</h2>${way(parcel, locale)}</section>
${parcel.items.length > 0 && items(parcel, locale)}
${others.length > 0 && rest(others, locale)}
<footer><p>${say(locale, "track.as-of", { time: asOf })} ${say(locale, "track.private")}</p></footer>`;
  return framePage({ locale, title: `${title} · ${shopName}`, shopName, body });
}

function stations({ steps }: PartView, locale: string): Html | null {
  if (!steps.length) return null;
  const one = ({ label, isDone, isNow }: PartView["steps"][number]) =>
    html`<li${isDone && html` class="done"`}${isNow && html` aria-current="step"`}>${label}</li>`;
  return html`<ol class="steps" aria-label="${say(locale, "track.progress")}">${steps.map(one)}</ol>`;
}

function links(all: (Link | null)[]): Html | null {
  const shown = all.filter((link) => link !== null);
  if (!shown.length) return null;
  return html`<p class="links">${shown.map(
    ({ url, label }) => html`<a href="${url}" rel="noopener noreferrer">${label}</a>`,
  )}</p>`;
}

function way({ scans }: PartView, locale: string): Html {
  if (!scans.length) return html`<p class="quiet">${say(locale, "track.no-scans")}</p>`;
  const one = ({ at, time, what, place }: PartView["scans"][number]) =>
    html`<li><strong>${what}</strong>${place && `${place}, `}<time datetime="${at}">${time}</time></li>\n`;
  return html`<ol class="scans">${scans.map(one)}</ol>`;
}

const items = ({ items }: PartView, locale: string): Html =>
  html`<section><h2>${say(locale, "track.items")}</h2><ul>${items.map(
    (item) => html`<li>${item}</li>`,
  )}</ul></section>`;

function rest(others: ParcelPage["others"], locale: string): Html {
  const one = ({ part, url }: ParcelPage["others"][number]) => html`<li>
<strong>${[part.title, part.items.join(", ")].filter(Boolean).join(": ")}</strong>
${[part.state, ...part.lines].join(" ")}
${url && html`<a href="${url}">${say(locale, "track.open")}</a>`}</li>`;
  return html`<section class="rest"><h2>${say(locale, "track.rest")}</h2><ul>${others.map(one)}</ul></section>`;
}

/** The one page for every address that opens nothing, whatever the reason. */
export const gonePage = (locale: string): string => plain(locale, "track.gone-title", "track.gone");

/** Nobody can look it up just now; the carrier may know. */
export const busyPage = (locale: string): string => plain(locale, "track.busy-title", "track.busy");

export const tooManyPage = (locale: string): string => plain(locale, "track.busy-title", "track.too-many");

function plain(
  locale: string,
  title: "track.gone-title" | "track.busy-title",
  text: "track.gone" | "track.busy" | "track.too-many",
): string {
  const body = html`<article><h1>${say(locale, title)}</h1><p>${say(locale, text)}</p></article>`;
  return framePage({ locale, title: say(locale, title), shopName: null, body });
}
