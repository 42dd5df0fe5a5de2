import { act, el, get, post, timeOf } from "./town.js";

/** What a phone's owner is called on Meta's apps begins so; their number follows. */
const PREFIX = { messenger: "2400", instagram: "9900" };
const TITLE = { messenger: "Messenger", instagram: "Instagram" };

const idOf = (app, number) => PREFIX[app] + number.slice(1);
const person = (app, number) => `/${app}/people/${idOf(app, number)}`;

/** Whose phone it is that this person writes from; null for somebody who is not on this page. */
export function numberOf(app, id) {
  return id.startsWith(PREFIX[app]) ? `+${id.slice(PREFIX[app].length)}` : null;
}

/** The owner of this number writes to the shop's Page or Instagram account. */
export async function writeToInbox(app, number, owner, { body, media }) {
  const [firstName = "", ...others] = (owner ?? "").split(" ");
  const lastName = others.join(" ");
  const username = owner?.toLowerCase().replaceAll(/[^a-z]+/g, ".") ?? "";
  await post(`${person(app, number)}/set`, { firstName, lastName, username });
  told(app, await post(`${person(app, number)}/write`, { text: body, media }));
}

/** The thread as the app shows it. What is on the screen has been read, and the shop is told so. */
export async function drawInbox(app, screen, number) {
  const { accounts } = await get(`/${app}`);
  const { messages } = accounts.length ? await get(person(app, number)) : { messages: [] };
  const last = messages.findLast(({ direction }) => direction === "in");
  screen.replaceChildren(
    ...(messages.length
      ? messages.map((message) => bubble(app, number, message, message === last))
      : [
          el(
            "li",
            { class: "empty" },
            accounts.length ? "No messages yet." : `The shop is not on ${TITLE[app]}.`,
          ),
        ]),
  );
  screen.scrollTop = screen.scrollHeight;
  if (last && last.readAt === null) await post(`${person(app, number)}/read`);
}

function bubble(app, number, { direction, text, attachments, quickReplies, readAt, isUnsent, at }, isLast) {
  const from = direction === "in" ? "Shop" : "You";
  const buttons = attachments.flatMap((one) => one.buttons.filter(({ payload }) => payload));
  return el(
    "li",
    { class: direction },
    ...attachments.flatMap(({ url, words }) => [
      // Meta's own media hosts are the town's.
      url && el("img", { src: url.replace(/^https:\/\/(?=[^/]+\.fbcdn\.net\/)/, "/"), alt: "Picture" }),
      words && el("p", {}, words),
    ]),
    (isUnsent || text) && el("p", {}, isUnsent ? "Taken back" : text),
    // As in the apps: what was offered goes when something newer is said.
    ...(isLast ? [...quickReplies, ...buttons] : []).map((choice) => choiceOf(app, number, choice)),
    el("small", {}, `${from} · ${timeOf(at)}${readAt ? " · read" : ""}`),
  );
}

function choiceOf(app, number, { title }) {
  const press = act(async () => told(app, await post(`${person(app, number)}/press`, { title })));
  return el("button", { type: "button", onclick: press }, title);
}

function told(app, { webhook }) {
  if (!webhook) throw new Error(`No app has asked to be told of messages on ${TITLE[app]}.`);
  if (webhook.outcome === "retrying") throw new Error("The app did not take the message; Meta comes again.");
}
