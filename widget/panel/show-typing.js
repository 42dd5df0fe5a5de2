const LASTS_MS = 6000;

/** "Ben is typing", until a message (null) or six seconds of silence. */
export function showTyping(line, { texts, shop }, onChange) {
  let timer;
  const stop = () => {
    line.hidden = true;
  };
  return (who) => {
    clearTimeout(timer);
    if (!who) return stop();
    timer = setTimeout(stop, LASTS_MS);
    line.textContent = texts.typing.replace("{name}", who.name || shop);
    line.hidden = false;
    onChange();
  };
}
