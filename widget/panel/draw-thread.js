import { drawMessage, drawUnsent } from "./draw-message.js";
import { make } from "./element.js";

/** Brings the list to what thread and outbox hold, touching only what changed. */
export function drawThread(list, messages, unsent, view) {
  const wanted = [];
  let day;
  for (const message of messages) {
    const date = dayOf(message.at, view.locale);
    if (date !== day) wanted.push([`day ${date}`, () => make("li", { class: "day" }, date)]);
    day = date;
    wanted.push([`${message.id} ${message.version}`, () => drawMessage(message, view)]);
  }
  for (const entry of unsent)
    wanted.push([`${entry.clientId} ${entry.state} ${entry.say}`, () => drawUnsent(entry, view)]);
  settle(list, wanted);
}

function settle(list, wanted) {
  const now = new Map([...list.children].map((item) => [item.dataset.key, item]));
  const keys = new Set(wanted.map(([key]) => key));
  for (const [key, item] of now) if (!keys.has(key)) item.remove();
  let before = list.firstElementChild;
  for (const [key, draw] of wanted) {
    let item = now.get(key);
    if (!item) {
      item = draw();
      item.dataset.key = key;
    }
    if (item === before) before = before.nextElementSibling;
    else list.insertBefore(item, before);
  }
}

/** "Today" and "yesterday" in the shopper's language come from the browser, not from our words. */
function dayOf(at, locale) {
  const date = new Date(at);
  const midnight = (day) => new Date(day.getFullYear(), day.getMonth(), day.getDate());
  const days = Math.round((midnight(date) - midnight(new Date())) / 86400000);
  if (days === 0 || days === -1)
    return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
  const year = days < -300 ? "numeric" : undefined;
  return new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", year }).format(
    date,
  );
}
