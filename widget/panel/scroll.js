const NEAR = 60;
const ABOVE = 16;

/**
 * Keeps the newest message in sight for whoever reads there, and leaves whoever reads further up in peace. Of an answer
 * taller than the log the beginning is shown, not the end.
 */
export function openScroll(log, fresh, onEnd) {
  let stays = true;
  const end = () => {
    const last = log.querySelector("li:last-child");
    const bottom = log.scrollHeight - log.clientHeight;
    return last?.className === "theirs" ? Math.min(bottom, last.offsetTop - ABOVE) : bottom;
  };
  const toEnd = () => {
    stays = true;
    fresh.hidden = true;
    log.scrollTop = end();
  };
  const keep = () => stays && toEnd();
  log.addEventListener("scroll", () => {
    stays = log.scrollTop > end() - NEAR;
    if (!stays) return;
    fresh.hidden = true;
    onEnd();
  });
  if (window.ResizeObserver) new ResizeObserver(keep).observe(log);
  return {
    toEnd,
    keep,
    isAtEnd: () => stays,
    around(draw) {
      const before = log.scrollHeight;
      draw();
      if (stays) toEnd();
      else if (log.scrollHeight > before) fresh.hidden = false;
    },
    /** What is read now stays where it is, although something grows above it. */
    fromEnd(draw) {
      const rest = log.scrollHeight - log.scrollTop;
      draw();
      log.scrollTop = log.scrollHeight - rest;
      fresh.hidden = true;
    },
  };
}
