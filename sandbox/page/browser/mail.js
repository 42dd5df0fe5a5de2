import { act, el, get, post, SHOP, timeOf } from "./town.js";

let list;
let opened = null;

/** All mailboxes, newest mail first, and people who write to the shop. */
export async function showMail(panel) {
  const [cast, { mailReceivers }] = await Promise.all([get(`${SHOP}/cast`), get("/mail-receivers")]);
  list = el("div");
  const shopAddress = mailReceivers[0]?.address;
  panel.replaceChildren(...(shopAddress ? [writeForm(cast, shopAddress)] : []), list);
  await refreshMail();
}

export async function refreshMail() {
  const { mailboxes } = await get("/mail");
  const mails = new Map(mailboxes.flatMap((box) => box.mails).map((mail) => [mail.id, mail]));
  const newestFirst = [...mails.values()].sort((a, b) => b.at.localeCompare(a.at));
  list.replaceChildren(
    newestFirst.length
      ? el("div", { class: "cards" }, newestFirst.map(letter))
      : el("p", { class: "empty" }, "No mail yet. Codes and replies by mail land here."),
  );
  return true;
}

function writeForm(cast, shopAddress) {
  const owners = new Map(
    cast.filter((one) => one.customerEmail).map((one) => [one.customerEmail, one.shopper]),
  );
  const from = el(
    "select",
    { "aria-label": "From" },
    [...owners].map(([address, owner]) => el("option", { value: address }, `${owner} · ${address}`)),
  );
  const subject = el("input", { "aria-label": "Subject", placeholder: "Subject", autocomplete: "off" });
  const text = el("textarea", {
    "aria-label": "Words",
    placeholder: `To ${shopAddress}`,
    rows: 3,
    required: true,
  });
  const send = act(async (event) => {
    event.preventDefault();
    const said = { to: shopAddress, subject: subject.value, text: text.value };
    taken(await post(`/mail/${from.value}/write`, said));
    event.target.reset();
    form.open = false;
  });
  const fields = el(
    "form",
    { onsubmit: send },
    from,
    subject,
    text,
    el("button", { class: "strong" }, "Send"),
  );
  const form = el(
    "details",
    { class: "card compose" },
    el("summary", {}, el("b", {}, "Write a mail")),
    fields,
  );
  return form;
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
    // What people have written stands here, too; it is for the shop to answer.
    mail.id.startsWith("in-") ? null : replyForm(mail),
  );
  return element;
}

function replyForm({ id, envelopeTo: [address] }) {
  const text = el("input", {
    name: "words",
    "aria-label": "Reply",
    placeholder: "Reply",
    autocomplete: "off",
  });
  const send = act(async (event) => {
    event.preventDefault();
    if (!text.value.trim()) return;
    taken(await post(`/mail/${address}/reply`, { text: text.value, quote: true, answers: id }));
  });
  return el("form", { class: "write", onsubmit: send }, text, el("button", {}, "Reply"));
}

function taken({ posted }) {
  if (!posted.length) throw new Error("Nobody has this address's mail posted to them.");
  const failed = posted.find(({ answered }) => answered !== 200);
  if (failed) throw new Error(`The app did not take the mail: ${failed.error ?? failed.answered}`);
}
