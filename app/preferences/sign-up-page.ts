import type { ConsentPurpose } from "#app/consent/purposes.ts";
import { html } from "#app/track/html.ts";
import { framePage } from "#app/track/page-frame.ts";
import { say } from "#app/words/say.ts";

export interface SignUpPage {
  locale: string;
  shopName: string;
  typed: string;
  isBad: boolean;
  /** Null until an address was typed. */
  asking: { address: string; choices: { purpose: ConsentPurpose; text: string; token: string }[] } | null;
  did: "asked" | "nothing" | "stale" | null;
  /** What they had chosen in a form that was open for too long. */
  ticked: ConsentPurpose[];
}

/** First the address, then what is agreed to, in the words that its country wants; no box is ticked but by themselves. */
export function signUpPage(page: SignUpPage): string {
  const { locale, shopName, asking, did } = page;
  const title = say(locale, "signup.title", { shop: shopName });
  const body = html`<article><h1>${title}</h1>
${did === "asked" && html`<p role="status">${say(locale, "signup.asked")}</p>`}
${did !== "asked" && (asking ? agreeForm(page, asking) : addressForm(page))}
</article>`;
  return framePage({ locale, title, shopName, body });
}

const addressForm = ({ locale, typed, isBad }: SignUpPage) => html`<form method="post">
${keepLocale(locale)}
<p><label for="address">${say(locale, "signup.address")}</label></p>
${isBad && html`<p class="badge bad" role="alert" id="fault">${say(locale, "signup.bad-address")}</p>`}
<p><input id="address" name="address" value="${typed}" required maxlength="254" autocomplete="off"${
  isBad && { html: ' aria-invalid="true" aria-describedby="fault"' }
}></p>
<button class="main" name="step" value="address">${say(locale, "signup.next")}</button>
</form>`;

const agreeForm = (
  { locale, did, ticked }: SignUpPage,
  { address, choices }: NonNullable<SignUpPage["asking"]>,
) =>
  html`<form method="post">
${keepLocale(locale)}
<p class="quiet">${say(locale, "pref.for", { address })}</p>
${did === "stale" && html`<p class="badge bad" role="alert">${say(locale, "pref.stale")}</p>`}
<p${did === "nothing" && { html: ' role="alert" class="badge bad"' }}>${say(locale, "signup.choose")}</p>
<input type="hidden" name="address" value="${address}">
${choices.map(
  ({
    purpose,
    text,
    token,
  }) => html`<label class="choice"><input type="checkbox" name="${purpose}"${ticked.includes(purpose) && { html: " checked" }}>
<span>${say(locale, `purpose.${purpose}`)}<small>${text}</small></span></label>
<input type="hidden" name="${purpose}.shown" value="${token}">`,
)}
<p></p>
<button class="main" name="step" value="agree">${say(locale, "pref.confirm")}</button>
</form>`;

/** Who came from a page of the theme reads on in its language, and not in the browser's. */
const keepLocale = (locale: string) => html`<input type="hidden" name="locale" value="${locale}">`;
