import { act, el, get, post, timeOf } from "./town.js";

const person = (number) => `/whatsapp/people/${encodeURIComponent(number)}`;

/** The owner of this number writes to the shop on WhatsApp. */
export async function writeOnWhatsApp(number, said) {
  const { webhook } = await post(`${person(number)}/write`, said);
  if (!webhook) throw new Error("No app has asked WhatsApp to be told of this number's messages.");
  if (webhook.outcome === "retrying") throw new Error("The app did not take the message; Meta comes again.");
}

/** The thread as WhatsApp shows it. What is on the screen has been read, and the shop is told so. */
export async function drawWhatsApp(screen, number) {
  const { messages } = await get(person(number));
  screen.replaceChildren(
    ...(messages.length
      ? messages.map((message) => bubble(number, message))
      : [el("li", { class: "empty" }, "No messages yet.")]),
  );
  screen.scrollTop = screen.scrollHeight;
  const isUnread = ({ direction, status }) => direction === "in" && status === "delivered";
  if (messages.some(isUnread)) await post(`${person(number)}/read`);
}

function bubble(number, { id, direction, body, footer, media, choices, status, at }) {
  return el(
    "li",
    { class: direction },
    ...media.map(({ url }) => el("img", { src: url, alt: "Picture" })),
    el("p", {}, body),
    footer && el("small", {}, footer),
    ...choices.map((choice) => choiceOf(number, id, choice)),
    el(
      "small",
      {},
      `${direction === "in" ? "Shop" : "You"} · ${timeOf(at)}${status === "read" ? " · read" : ""}`,
    ),
  );
}

function choiceOf(number, replyTo, { id, title }) {
  const tap = act(() => writeOnWhatsApp(number, { choice: id, replyTo }));
  return el("button", { type: "button", onclick: tap }, title);
}
