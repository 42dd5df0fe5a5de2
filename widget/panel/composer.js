import { openDraftBox } from "./draft-box.js";
import { icon, make } from "./element.js";
import { openPictures } from "./pictures.js";

const LONGEST = 4000;
const TYPING_MS = 4000;

/** The form at the foot: pictures, what is wrong, the box and its buttons. */
export function openComposer(chat, { calls, onSend }) {
  const { texts } = chat.config;
  const error = make("p", { id: "error", class: "error", role: "alert" });
  const say = (words) => {
    error.textContent = words || "";
  };
  const pictures = openPictures({ calls, texts, onChange: refresh, onError: say });
  const draft = openDraftBox(chat, { onChange: refresh, onEnter: submit, onFiles: take });
  const { box } = draft;
  const { row, pick, send } = drawRow(texts, box, take);
  const form = make("form", { class: "composer", onsubmit: submit }, pictures.tray, error, pick, row);
  let isWaiting = false;

  function refresh() {
    send.classList.toggle("ready", !!box.value.trim() || pictures.count() > 0);
    send.setAttribute("aria-busy", isWaiting);
    if (isWaiting && !pictures.isBusy()) submit();
  }

  function submit(event) {
    event?.preventDefault();
    const text = box.value.trim();
    isWaiting = pictures.isBusy();
    if (!text && !pictures.count()) return box.focus();
    if (text.length > LONGEST) return say(tooLong(text, texts));
    if (pictures.isFailed()) return say(texts.picture_failed);
    if (isWaiting) return send.setAttribute("aria-busy", true);
    const files = pictures.take();
    draft.write("");
    say("");
    onSend({ text, ...(files.length && { files }) });
  }

  function take(files) {
    say("");
    pictures.add([...files]).then(() => {
      pick.value = "";
    });
  }

  box.addEventListener("input", () => say(tooLong(box.value, texts)));
  tellTyping(box, calls);
  draft.restore();
  return {
    form,
    box,
    take,
    grow: draft.grow,
    follow: draft.follow,
    retryPictures: pictures.retryFailed,
    edit(text) {
      draft.write(box.value ? `${text}\n${box.value}` : text);
      box.focus();
    },
  };
}

function drawRow(texts, box, take) {
  const files = { type: "file", accept: "image/*", multiple: true, hidden: true };
  const pick = make("input", { ...files, onchange: () => take(pick.files) });
  const adds = { type: "button", class: "tool", "aria-label": texts.attach, onclick: () => pick.click() };
  const send = make("button", { type: "submit", class: "tool send", "aria-label": texts.send }, icon("send"));
  return { pick, send, row: make("div", { class: "row" }, make("button", adds, icon("picture")), box, send) };
}

function tooLong(text, texts) {
  return text.length > LONGEST ? texts.long.replace("{n}", text.length - LONGEST) : "";
}

function tellTyping(box, calls) {
  let toldAt = 0;
  box.addEventListener("input", () => {
    if (Date.now() - toldAt < TYPING_MS || !calls.held()) return;
    toldAt = Date.now();
    calls.call("/chat/typing", { body: {} }).catch(() => 0);
  });
}
