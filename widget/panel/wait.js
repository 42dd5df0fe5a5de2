/** Pauses that can be cut short: `wait.for(ms)` ends early on `wait.end()`. */
export function openWait() {
  let finish = () => 0;
  return {
    for: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        finish = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    end: () => finish(),
  };
}

/** Full jitter below a ceiling that doubles from 1 s to 30 s, never under a third of a second. */
export function backoff(attempt) {
  return 333 + Math.random() * Math.min(30000, 1000 * 2 ** Math.min(attempt, 5));
}
