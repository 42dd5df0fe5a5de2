/** Says in words that the chat cannot be reached and what happens to what is written; offers the shop's email. */
export function showAway(frame, texts) {
  let state = "connecting";
  return {
    show(now) {
      state = now;
      const isAway = state === "away" || state === "offline";
      frame.panel.dataset.state = state;
      if (isAway) frame.words.textContent = texts[state];
      frame.away.hidden = !isAway;
    },
    setEmail(address) {
      frame.email.hidden = !address;
      if (address) frame.email.href = `mailto:${address}`;
    },
  };
}
