const NEAR = 60;

/** Keeps the newest message in sight for whoever reads there, and leaves whoever reads further up in peace. */
export function openScroll(log, fresh, onEnd) {
  let stays = true;
  const toEnd = () => {
    stays = true;
    fresh.hidden = true;
    log.scrollTop = log.scrollHeight;
  };
  const keep = () => stays && toEnd();
  log.addEventListener("scroll", () => {
    stays = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
    if (!stays) return;
    fresh.hidden = true;
    onEnd();
  });
  // Pictures and typed lines change heights after the fact.
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
