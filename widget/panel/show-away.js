/** Says in words that the chat cannot be reached and what happens to what is written. */
export function showAway({ panel, away, words }, texts) {
  return (state) => {
    const isAway = state === "away" || state === "offline";
    panel.dataset.state = state;
    if (isAway) words.textContent = texts[state];
    away.hidden = !isAway;
  };
}
