import { icon, make } from "./element.js";

/** The empty panel: header, log, composer's place. Only elements, no behaviour. */
export function drawFrame(config, composer, act) {
  const { texts } = config;
  const status = make("p", { class: "status" });
  const hello = make("p", { class: "hello", dir: "auto" }, texts.welcome);
  const list = make("ol", { class: "list" });
  const older = make(
    "button",
    { type: "button", class: "older", hidden: true, onclick: act.older },
    texts.older,
  );
  const intro = make(
    "div",
    { class: "intro" },
    hello,
    make("p", { dir: "auto" }, config.greeting),
    make("p", { class: "fine", dir: "auto" }, texts.notice),
  );
  const typing = make("p", { class: "typing", hidden: true });
  const log = make(
    "div",
    { class: "log", role: "log", tabindex: 0, "aria-label": texts.log, "aria-live": "off" },
    older,
    intro,
    list,
    typing,
  );
  const fresh = make(
    "button",
    { type: "button", class: "fresh", hidden: true, onclick: act.toEnd },
    texts.fresh,
    icon("down"),
  );
  // Says what is new, once; the log itself is drawn anew too often to be left to a screen reader.
  const news = make("div", { class: "hidden news", "aria-live": "polite" });
  const words = make("p");
  const email = make("a", { class: "email", hidden: true }, texts.email);
  const again = make("button", { type: "button", onclick: act.again }, texts.retry);
  const away = make(
    "div",
    { class: "away", role: "status" },
    make("div", { hidden: true }, words, email, again),
  );
  const close = make(
    "button",
    { type: "button", class: "tool close", "aria-label": texts.close, onclick: act.close },
    icon("close"),
  );
  const title = make("h2", { id: "title" }, config.shop);
  const header = make("header", {}, make("div", {}, title, status), close);
  const panel = make(
    "section",
    { class: "panel", id: "panel", role: "dialog", "aria-labelledby": "title", hidden: true },
    header,
    away,
    log,
    make("div", { class: "over" }, fresh),
    composer.form,
    news,
    make("p", { class: "drop", hidden: true }, texts.drop),
  );
  const setEmail = (address) => {
    email.hidden = !address;
    if (address) email.href = `mailto:${address}`;
  };
  setEmail(config.email);
  return {
    panel,
    log,
    list,
    older,
    intro,
    hello,
    typing,
    fresh,
    announce: (...lines) => news.replaceChildren(...lines.map((line) => make("p", {}, line))),
    status,
    away: away.firstChild,
    words,
    setEmail,
  };
}
