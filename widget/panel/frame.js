import { icon, make } from "./element.js";

/** The empty panel: header, log, composer's place. Only elements, no behaviour. */
export function drawFrame(config, composer, tellMe, act) {
  const { texts } = config;
  const head = drawHeader(config, act);
  const away = drawAway(texts, act);
  const log = drawLog(config, act);
  const fresh = button({ class: "fresh", hidden: true, onclick: act.toEnd }, texts.fresh, icon("down"));
  // Says what is new, once; the log itself is drawn anew too often to be left to a screen reader.
  const news = make("div", { class: "hidden news", "aria-live": "polite" });
  const panel = make(
    "section",
    { class: "panel", id: "panel", role: "dialog", "aria-labelledby": "title", hidden: true },
    head.header,
    away.banner,
    log.log,
    make("div", { class: "over" }, fresh),
    tellMe.place,
    composer.form,
    news,
    make("p", { class: "drop", hidden: true }, texts.drop),
  );
  away.setEmail(config.email);
  const announce = (...lines) => news.replaceChildren(...lines.map((line) => make("p", {}, line)));
  return { panel, fresh, announce, ...head, ...away, ...log };
}

const button = (attributes, ...children) => make("button", { type: "button", ...attributes }, ...children);

function drawHeader({ shop, texts }, act) {
  const status = make("p", { class: "status" });
  const close = button({ class: "tool close", "aria-label": texts.close, onclick: act.close }, icon("close"));
  const header = make(
    "header",
    { role: "none" },
    make("div", {}, make("h2", { id: "title" }, shop), status),
    close,
  );
  return { header, status };
}

function drawAway(texts, act) {
  const words = make("p");
  const email = make("a", { class: "email" }, texts.email);
  const away = make("div", { hidden: true }, words, email, button({ onclick: act.again }, texts.retry));
  const setEmail = (address) => {
    email.hidden = !address;
    if (address) email.href = `mailto:${address}`;
  };
  return { banner: make("div", { class: "away", role: "status" }, away), away, words, setEmail };
}

function drawLog({ texts, greeting }, act) {
  const hello = make("p", { class: "hello", dir: "auto" }, texts.welcome);
  const notice = make("p", { class: "fine", dir: "auto" }, texts.notice);
  const intro = make("div", { class: "intro" }, hello, make("p", { dir: "auto" }, greeting), notice);
  const older = button({ class: "older", hidden: true, onclick: act.older }, texts.older);
  const list = make("ol", { class: "list" });
  const typing = make("p", { class: "typing", hidden: true });
  const names = { class: "log", role: "log", tabindex: 0, "aria-label": texts.log, "aria-live": "off" };
  return { log: make("div", names, older, intro, list, typing), hello, intro, older, list, typing };
}
