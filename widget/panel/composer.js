import { icon, make } from "./element.js";
import { openPictures } from "./pictures.js";

const LONGEST = 4000;
const TYPING_MS = 4000;

/** The box, its pictures and its send button. What is typed is kept with every stroke. */
export function openComposer(chat, { calls, onSend }) {
  const { texts } = chat.config;
  const box = make("textarea", {
    rows: 1,
    "aria-label": texts.write,
    placeholder: texts.write,
    "aria-describedby": "error",
    enterkeyhint: "send",
    dir: "auto",
  });
  const error = make("p", { id: "error", class: "error", role: "alert" });
  const pick = make("input", {
    type: "file",
    accept: "image/*",
    multiple: true,
    hidden: true,
    onchange: () => take(pick.files),
  });
  const attach = make(
    "button",
    { type: "button", class: "tool", "aria-label": texts.attach, onclick: () => pick.click() },
    icon("picture"),
  );
  const send = make("button", { type: "submit", class: "tool send", "aria-label": texts.send }, icon("send"));
  const say = (words) => {
    error.textContent = words || "";
  };
  const pictures = openPictures({ calls, texts, onChange: refresh, onError: say });
  const row = make("div", { class: "row" }, attach, box, send);
  const form = make("form", { class: "composer", onsubmit: submit }, pictures.tray, error, pick, row);
  let isWaiting = false;
  let typedAt = 0;

  function refresh() {
    const isReady = box.value.trim() || pictures.count();
    send.classList.toggle("ready", !!isReady);
    send.setAttribute("aria-busy", isWaiting);
    if (isWaiting && !pictures.isBusy()) submit();
  }

  function submit(event) {
    event?.preventDefault();
    isWaiting = false;
    const text = box.value.trim();
    if (!text && !pictures.count()) return box.focus();
    if (text.length > LONGEST) return say(texts.long.replace("{n}", text.length - LONGEST));
    if (pictures.isFailed()) return say(texts.picture_failed);
    if (pictures.isBusy()) {
      isWaiting = true;
      return send.setAttribute("aria-busy", true);
    }
    const files = pictures.take();
    write("");
    say("");
    onSend({ text, ...(files.length && { files }) });
  }

  function write(text) {
    box.value = text;
    keep();
  }

  function keep() {
    chat.write("drafts", box.value && JSON.stringify({ text: box.value }));
    grow();
    refresh();
  }

  function grow() {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 132)}px`;
  }

  function restore() {
    try {
      box.value = JSON.parse(chat.read("drafts"))?.text || "";
    } catch {
      box.value = "";
    }
    refresh();
  }

  function take(files) {
    say("");
    pictures.add([...files]).then(() => {
      pick.value = "";
    });
  }

  box.oninput = () => {
    say(box.value.length > LONGEST ? texts.long.replace("{n}", box.value.length - LONGEST) : "");
    keep();
    if (Date.now() - typedAt < TYPING_MS || !calls.held()) return;
    typedAt = Date.now();
    calls.call("/chat/typing", { body: {} }).catch(() => 0);
  };
  // Enter also ends a choice among Japanese characters: then it sends nothing.
  box.onkeydown = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229)
      submit(event);
  };
  box.onpaste = (event) => {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    take(files);
  };
  restore();
  return {
    form,
    box,
    grow,
    take,
    say,
    retryPictures: pictures.retryFailed,
    /** Another tab wrote; not while somebody writes here. */
    follow() {
      if (box.getRootNode().activeElement === box) return;
      restore();
      grow();
    },
    edit(text) {
      write(box.value ? `${text}\n${box.value}` : text);
      box.focus();
    },
  };
}
