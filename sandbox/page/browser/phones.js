import { act, el, get, post, SHOP, timeOf } from "./town.js";
import { drawInbox, writeToInbox } from "./inboxes.js";
import { drawWhatsApp, writeOnWhatsApp } from "./whatsapp.js";

const APPS = { texts: "Texts", whatsapp: "WhatsApp", messenger: "Messenger", instagram: "Instagram" };

let select;
/** By which of `APPS` the owner writes and reads. */
let app;
let screen;
let shopNumber;
let owners;

/** One phone at a time, as its owner sees it. */
export async function showPhones(panel) {
  const [{ phones }, cast, { accounts }, { routes }] = await Promise.all([
    get("/phones"),
    get(`${SHOP}/cast`),
    get("/sms/accounts"),
    get("/"),
  ]);
  shopNumber = accounts[0]?.numbers[0];
  owners = new Map(cast.filter((one) => one.phone).map((one) => [one.phone, one.shopper]));
  for (const { number } of phones) if (!owners.has(number)) owners.set(number, null);
  select = el(
    "select",
    { "aria-label": "Phone", onchange: draw },
    [...owners].map(([number, owner]) => option(number, owner)),
  );
  const apps = Object.entries(APPS).filter(
    ([name]) => name === "texts" || routes.includes(`GET /_town/${name}`),
  );
  app = el(
    "select",
    { "aria-label": "App", onchange: draw },
    apps.map(([value, title]) => el("option", { value }, title)),
  );
  app.hidden = apps.length < 2;
  screen = el("ol", { class: "screen", "aria-live": "polite" });
  const words = el("input", {
    name: "words",
    placeholder: "Write to the shop",
    "aria-label": "Text",
    autocomplete: "off",
  });
  const picture = el("input", { type: "file", accept: "image/*", "aria-label": "Picture" });
  const write = act(async (event) => {
    event.preventDefault();
    const body = words.value;
    const media = await Promise.all([...picture.files].map(readPicture));
    if (!body.trim() && media.length === 0) return;
    event.target.reset();
    if (app.value === "whatsapp") return writeOnWhatsApp(select.value, { body, media });
    if (app.value !== "texts") {
      await writeToInbox(app.value, select.value, owners.get(select.value), { body, media });
      return draw();
    }
    const { webhook } = await post(`/phones/${select.value}/text`, { body, media, to: shopNumber });
    if (webhook.error) throw new Error(`The app did not take the text: ${webhook.error}`);
  });
  panel.replaceChildren(
    el(
      "div",
      { class: "phone-choice" },
      select,
      app,
      el("button", { type: "button", class: "quiet", onclick: addPhone }, "Another number"),
    ),
    el(
      "div",
      { class: "handset" },
      el("p", { class: "contact" }, el("b", {}, "Tidewater Supply Co"), ` ${shopNumber}`),
      screen,
      el(
        "form",
        { class: "write", onsubmit: write },
        el("label", { class: "attach", title: "Send a picture" }, "📎", picture),
        words,
        el("button", { class: "strong" }, "Send"),
      ),
    ),
  );
  draw();
}

/** Something came or went by this app; true when it was for a phone on this page. */
export function refreshPhone(number, by = "texts") {
  if (!select) return false;
  if (select.closest("[hidden]")) app.value = by;
  if (![...select.options].some((one) => one.value === number)) select.append(option(number, null));
  if (select.value === number || select.closest("[hidden]")) select.value = number;
  if (select.value === number) draw();
  return true;
}

function option(number, owner) {
  return el("option", { value: number }, owner ? `${owner} · ${number}` : number);
}

function addPhone() {
  const number = prompt("A phone number, such as +491701234567")?.replaceAll(/[^+\d]/g, "");
  if (number) refreshPhone(number);
  if (number) select.value = number;
  draw();
}

async function draw() {
  if (app.value === "whatsapp") return drawWhatsApp(screen, select.value);
  if (app.value !== "texts") return drawInbox(app.value, screen, select.value);
  const { messages } = await get(`/phones/${select.value}`);
  screen.replaceChildren(
    ...(messages.length ? messages.map(bubble) : [el("li", { class: "empty" }, "No messages yet.")]),
  );
  screen.scrollTop = screen.scrollHeight;
}

function bubble({ direction, body, media, status, at }) {
  const from = status === "carrier" ? "Carrier" : direction === "in" ? "Shop" : "You";
  return el(
    "li",
    { class: status === "carrier" ? "in carrier" : direction },
    ...media.map((url) =>
      el("img", { src: url.replace("https://mms.twiliocdn.com", "/mms.twiliocdn.com"), alt: "Picture" }),
    ),
    el("p", {}, ...linked(body)),
    el("small", {}, `${from} · ${timeOf(at)}`),
  );
}

function linked(body) {
  return body
    .split(/(https?:\/\/\S+)/)
    .map((part) =>
      /^https?:/.test(part) ? el("a", { href: part, target: "_blank", rel: "noopener" }, part) : part,
    );
}

async function readPicture(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return {
    contentType: file.type,
    base64: btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join("")),
  };
}
