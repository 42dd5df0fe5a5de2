import { el, get, timeOf } from "./town.js";

let panel;
let opened = null;

/** All mailboxes, newest mail first. */
export async function showMail(element) {
  panel = element;
  await refreshMail();
}

export async function refreshMail() {
  const { mailboxes } = await get("/mail");
  const mails = new Map(mailboxes.flatMap((box) => box.mails).map((mail) => [mail.id, mail]));
  const newestFirst = [...mails.values()].sort((a, b) => b.at.localeCompare(a.at));
  panel.replaceChildren(
    newestFirst.length
      ? el("div", { class: "cards" }, newestFirst.map(letter))
      : el("p", { class: "empty" }, "No mail yet. Codes and replies by mail land here."),
  );
  return true;
}

function letter(mail) {
  const element = el(
    "details",
    {
      class: "card letter",
      open: mail.id === opened,
      ontoggle: () => {
        opened = element.open ? mail.id : opened;
      },
    },
    el(
      "summary",
      {},
      el("b", {}, mail.subject || "(no subject)"),
      el("span", { class: "who" }, timeOf(mail.at)),
      el("small", {}, `to ${mail.envelopeTo.join(", ")}`),
    ),
    el("p", { class: "from" }, `From ${mail.from}`),
    mail.html
      ? el("iframe", { title: mail.subject, sandbox: "", srcdoc: mail.html })
      : el("pre", {}, mail.text),
  );
  return element;
}
