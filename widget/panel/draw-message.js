import { icon, make } from "./element.js";
import { link, linkify } from "./linkify.js";
import { drawCard } from "./draw-card.js";
import { safeAddress } from "./safe-address.js";

/**
 * One message of the thread as a list item. `view` is `{ texts, locale, origin, shop, choose }`. Choices and
 * state show on the last message only, by the styles: nothing is drawn again because something follows.
 */
export function drawMessage(message, view) {
  const mine = message.from === "shopper";
  if (message.author?.kind === "system") return make("li", { class: "system" }, message.text);
  const card = message.card && drawCard(message.card, view.origin);
  const out = message.link && safeAddress(message.link.url, view.origin);
  return make(
    "li",
    { class: mine ? "mine" : "theirs" },
    make("p", { class: mine ? "hidden" : "who" }, authorOf(message, view)),
    message.text && make("div", { class: "bubble", dir: "auto" }, linkify(message.text, view.origin)),
    drawPictures(message.files, view),
    card,
    out && link(out, message.link.label || out, "button"),
    drawChoices(message.choices, view),
    make(
      "p",
      { class: "meta" },
      time(message.at, view.locale),
      mine && make("span", { class: "state" }, ` · ${stateOf(message, view.texts)}`),
    ),
  );
}

export function authorOf({ from, author }, { texts, shop }) {
  if (from === "shopper") return texts.you;
  return author?.name || (author?.kind === "assistant" ? texts.assistant : shop);
}

/** One message that is still on its way. `view` has `retry(entry)` and `edit(entry)`. */
export function drawUnsent(entry, view) {
  const { texts } = view;
  const isStuck = entry.state !== "sending";
  const words = { sending: texts.sending, waiting: texts.waiting, failed: texts.failed }[entry.state];
  return make(
    "li",
    { class: `mine unsent ${entry.state}` },
    make("p", { class: "hidden" }, texts.you),
    entry.text && make("div", { class: "bubble", dir: "auto" }, linkify(entry.text, view.origin)),
    drawPictures(entry.files, view),
    make("p", { class: "meta" }, entry.say && isStuck ? entry.say : words),
    isStuck &&
      make(
        "p",
        { class: "acts" },
        make("button", { type: "button", onclick: () => view.retry(entry) }, texts.retry),
        entry.state === "failed" &&
          make("button", { type: "button", onclick: () => view.edit(entry) }, texts.edit),
      ),
  );
}

function drawPictures(files, { origin, texts }) {
  return (files || []).map((file) => {
    const src = safeAddress(file.url, origin);
    if (!src) return null;
    // Only what the app drew itself is shown in place.
    if (file.contentType && !file.contentType.startsWith("image/"))
      return link(src, file.name || texts.picture, "button");
    const [width, height] = [file.width || 4, file.height || 3];
    const scale = Math.min(1, 220 / width, 260 / height);
    const image = make("img", {
      src,
      alt: file.name || texts.picture,
      width: Math.round(width * scale),
      height: Math.round(height * scale),
      loading: "lazy",
      decoding: "async",
    });
    const picture = make(
      "a",
      { class: "picture", href: src, target: "_blank", rel: "noopener noreferrer" },
      image,
    );
    image.onerror = () =>
      picture.replaceChildren(make("span", { class: "broken" }, icon("picture"), file.name || texts.picture));
    return picture;
  });
}

function drawChoices(choices, { choose }) {
  if (!choices?.length) return null;
  const buttons = choices.map((choice) =>
    make("button", { type: "button", class: "choice", onclick: () => choose(choice) }, choice.label),
  );
  return make("div", { class: "choices", role: "group" }, buttons);
}

const stateOf = ({ state }, texts) => (state === "failed" ? texts.failed : texts.sent);

function time(at, locale) {
  return new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" }).format(new Date(at));
}
