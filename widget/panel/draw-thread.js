import { drawMessage, drawUnsent } from "./draw-message.js";
import { make } from "./element.js";

/**
 * Brings the list to what thread and outbox hold, touching only what changed, so that a screen reader hears what is
 * new and nothing twice.
 */
export function drawThread(list, messages, unsent, view) {
  const wanted = [];
  let day;
  const newest = messages.at(-1);
  const newestMine = messages.findLast?.((message) => message.from === "shopper");
  for (const message of messages) {
    const date = dayOf(message.at, view.locale);
    if (date !== day) wanted.push([`day ${date}`, () => make("li", { class: "day" }, date)]);
    day = date;
    const isLast = message === newest && !unsent.length;
    const isNewestMine = message === newestMine && message === newest;
    wanted.push([
      `${message.clientId || message.id} ${message.version} ${isLast && !!message.choices?.length} ${isNewestMine}`,
      () => drawMessage(message, { ...view, isLast, isNewestMine }),
    ]);
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
