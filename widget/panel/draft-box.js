import { make } from "./element.js";

const TALLEST = 132;

/** The text box. What is typed is kept with every stroke and is there again on the next page. */
export function openDraftBox(chat, { onChange, onEnter, onFiles }) {
  const words = chat.config.texts.write;
  const labels = { "aria-label": words, placeholder: words, "aria-describedby": "error" };
  const box = make("textarea", { rows: 1, ...labels, enterkeyhint: "send", dir: "auto" });
  const keep = () => {
    chat.write("drafts", box.value && JSON.stringify({ text: box.value }));
    grow();
    onChange();
  };
  function grow() {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, TALLEST)}px`;
  }
  function restore() {
    try {
      box.value = JSON.parse(chat.read("drafts"))?.text || "";
    } catch {
      box.value = "";
    }
    grow();
    onChange();
  }
  box.addEventListener("input", keep);
  // Enter also ends a choice among Japanese characters: then it sends nothing.
  box.onkeydown = (event) => {
    const isChoosing = event.isComposing || event.keyCode === 229;
    if (event.key === "Enter" && !event.shiftKey && !isChoosing) onEnter(event);
  };
  box.onpaste = (event) => {
    const { files } = event.clipboardData;
    if (!files.length) return;
    event.preventDefault();
    onFiles(files);
  };
  return {
    box,
    grow,
    restore,
    write(text) {
      box.value = text;
      keep();
    },
    /** Another tab wrote; not while somebody writes here. */
    follow: () => box.getRootNode().activeElement !== box && restore(),
  };
}
