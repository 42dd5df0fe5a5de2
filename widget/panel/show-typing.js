const LASTS_MS = 6000;

/** "Ben is typing", until a message or six seconds of silence. */
export function showTyping(line, texts, onChange) {
  let timer;
  const stop = () => {
    clearTimeout(timer);
    line.hidden = true;
  };
  return {
    stop,
    show({ name }) {
      clearTimeout(timer);
      timer = setTimeout(stop, LASTS_MS);
      line.textContent = texts.typing.replace("{name}", name || texts.someone);
      line.hidden = false;
      onChange();
    },
  };
}
