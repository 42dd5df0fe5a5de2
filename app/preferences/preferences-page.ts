import type { OptInChannel } from "#app/consent/disclosure-rules.ts";
import type { ConsentPurpose } from "#app/consent/purposes.ts";
import { html } from "#app/track/html.ts";
import { framePage } from "#app/track/page-frame.ts";
import { say } from "#app/words/say.ts";

export interface PreferencesPage {
  locale: string;
  /** Null where the shop has left. */
  shopName: string | null;
  /** Masked: whoever was sent the link knows the rest. */
  address: string;
  /** Nothing is sent any more, and a no holds should the shop come back. */
  hasLeft: boolean;
  /** What the form before this page did. */
  did: "saved" | "stale" | "none" | "confirmed" | null;
  /** Our number that the carrier blocks for them, or null. */
  blockedBy: string | null;
  choices: Choice[];
}

interface Choice {
  channel: OptInChannel;
  purpose: ConsentPurpose;
  isOn: boolean;
  isAsked: boolean;
  /** What a yes agrees to, and the same signed; null where none is needed. */
  shown: { text: string; token: string } | null;
}

/**
 * What may be sent to whoever reads this, by channel and purpose, with a box for each and one button for nothing.
 * `ticked`: the form they sent, where it is shown to them once more.
 */
export function preferencesPage(page: PreferencesPage, ticked: URLSearchParams | null = null): string {
  const { locale, shopName, address, hasLeft, did, blockedBy, choices } = page;
  const channels = [...new Set(choices.map(({ channel }) => channel))];
  const asked = choices.filter(({ isAsked }) => isAsked);
  const title = say(locale, "pref.title");
  const body = html`<article>
<h1>${title}</h1>
<p class="quiet">${say(locale, "pref.for", { address })}</p>
${did === "stale" && html`<p class="badge bad" role="alert">${say(locale, "pref.stale")}</p>`}
${did && did !== "stale" && html`<p class="badge good" role="status">${say(locale, DID[did])}</p>`}
${hasLeft && html`<p>${say(locale, "pref.left")}</p>`}
${blockedBy && html`<p class="badge bad">${say(locale, "pref.blocked", { number: blockedBy })}</p>`}
${asked.length > 0 && askedForm(locale, asked)}
<form method="post">
${channels.map(
  (channel) => html`<fieldset><legend>${say(locale, "pref.by", { way: channel })}</legend>
${choices.filter((choice) => choice.channel === channel).map((choice) => box(locale, choice, ticked))}</fieldset>`,
)}
${choices.length > 0 && html`<button class="main" name="save" value="choices">${say(locale, "pref.save")}</button>`}
<button name="save" value="none">${say(locale, "pref.none")}</button>
</form>
</article>`;
  return framePage({ locale, title, shopName, body });
}

const DID = {
  saved: "pref.saved",
  none: "pref.none-saved",
  confirmed: "pref.confirmed",
} as const;

/** A button and no link: mail programs open links by themselves, to look where they lead. */
const askedForm = (locale: string, asked: Choice[]) => html`<form method="post">
<p>${say(locale, "pref.asked")}</p>
<ul>${asked.map(({ purpose }) => html`<li><strong>${say(locale, `purpose.${purpose}`)}</strong></li>`)}</ul>
<p><button class="main" name="save" value="confirm">${say(locale, "pref.confirm")}</button></p>
</form>`;

function box(locale: string, { channel, purpose, isOn, shown }: Choice, ticked: URLSearchParams | null) {
  const name = `${channel}.${purpose}`;
  const isTicked = isOn || ticked?.has(name) === true;
  return html`<label class="choice"><input type="checkbox" name="${name}"${isTicked && { html: " checked" }}>
<span>${say(locale, `purpose.${purpose}`)}${shown && html`<small>${shown.text}</small>`}</span></label>
${shown && html`<input type="hidden" name="${name}.shown" value="${shown.token}">`}`;
}

/** The same for whatever reason it opens nothing, and without a shop's name. */
export function goneForPreferences(locale: string): string {
  const title = say(locale, "pref.gone-title");
  const body = html`<article><h1>${title}</h1><p>${say(locale, "pref.gone")}</p></article>`;
  return framePage({ locale, title, shopName: null, body });
}

export function tooManyForPreferences(locale: string): string {
  const title = say(locale, "track.busy-title");
  const body = html`<article><h1>${title}</h1><p>${say(locale, "track.too-many")}</p></article>`;
  return framePage({ locale, title, shopName: null, body });
}
