const FULL = "(max-width: 640px), (max-height: 480px)";

/**
 * Where the panel fills the screen it is modal: Tab stays inside, the page behind does not scroll, and the panel keeps
 * to what the on-screen keyboard leaves visible (iOS moves the visual viewport and resizes nothing else).
 */
export function fitPhone(panel, onFit) {
  const isFull = matchMedia(FULL);
  const view = window.visualViewport;
  let isShown = false;
  let overflow;

  function place() {
    const full = isShown && isFull.matches;
    panel.classList.toggle("full", isFull.matches);
    if (full) panel.setAttribute("aria-modal", "true");
    else panel.removeAttribute("aria-modal");
    // Pinch zoom also moves the visual viewport: then the panel stays put.
    const follow = full && view && view.scale < 1.05;
    panel.style.height = follow ? `${view.height}px` : "";
    panel.style.top = follow ? `${view.offsetTop}px` : "";
    lock(full);
    onFit();
  }

  function lock(full) {
    const { style } = document.documentElement;
    if (full && overflow === undefined) {
      overflow = style.overflow;
      style.overflow = "hidden";
    } else if (!full && overflow !== undefined) {
      style.overflow = overflow;
      overflow = undefined;
    }
  }

  view?.addEventListener("resize", place);
  view?.addEventListener("scroll", place);
  isFull.addEventListener?.("change", place);
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Tab" && isFull.matches) turn(panel, event);
  });
  return (shown) => {
    isShown = shown;
    place();
  };
}

function turn(panel, event) {
  const stops = [...panel.querySelectorAll("button, a[href], summary, textarea, [tabindex='0']")].filter(
    (stop) => stop.offsetParent || stop.getClientRects().length,
  );
  const [first, last] = [stops[0], stops.at(-1)];
  const now = panel.getRootNode().activeElement;
  if (now !== (event.shiftKey ? first : last)) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}
