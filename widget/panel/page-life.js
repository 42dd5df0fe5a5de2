const HIDDEN_MS = 60_000;

/** A page that is hidden for a minute, or put aside by the browser, holds no connection; it resumes from its cursor. */
export function watchPage(setPaused, restart) {
  let timer;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => setPaused(true), HIDDEN_MS);
    else setPaused(false);
  });
  addEventListener("pagehide", () => setPaused(true));
  addEventListener("pageshow", ({ persisted }) => persisted && setPaused(false));
  addEventListener("online", restart);
  addEventListener("offline", restart);
}
