/** Speaks to the town's control API. Throws with the town's own words. */
export async function control(method, path, body) {
  const answer = await fetch(`/_town${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.error ?? `${method} ${path} answered ${answer.status}`);
  return said;
}

export const get = (path) => control("GET", path);
export const post = (path, body = {}) => control("POST", path, body);
export const SHOP = "/shops/tidewater.myshopify.com";

/** Everything that happens in the town, from now on; comes back by itself after a break. */
export function listen(heard) {
  const events = new EventSource("/_town/stream");
  events.onmessage = ({ data }) => heard(JSON.parse(data));
  return events;
}

/** `el("button", { class: "x", onclick }, "Words", child)`; text is always text. */
export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key in element && typeof value !== "string") element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(
    ...children.flat().filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** Runs what a button does: one at a time, and says what went wrong. */
export function act(work) {
  return async (event) => {
    const button = event?.currentTarget;
    const control =
      button instanceof HTMLFormElement ? button.querySelector("button:not([type=button])") : button;
    if (control) control.disabled = true;
    try {
      await work(event);
    } catch (error) {
      say(error.message);
    } finally {
      if (control) control.disabled = false;
    }
  };
}

let hideNote;
export function say(words) {
  const note = document.querySelector("#note");
  note.textContent = words;
  note.hidden = false;
  clearTimeout(hideNote);
  hideNote = setTimeout(() => {
    note.hidden = true;
  }, 8000);
}

export function timeOf(iso) {
  return new Date(iso).toLocaleString("en-GB", { weekday: "short", hour: "2-digit", minute: "2-digit" });
}

/** `IN_TRANSIT` → `in transit` */
export function plain(code) {
  return String(code ?? "")
    .replaceAll(/[_-]/g, " ")
    .toLowerCase();
}
