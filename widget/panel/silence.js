const FIRST_BYTE_MS = 10_000;
const SILENT_MS = 40_000;

/** Ends a connection on which nothing was heard for too long; the server gives a sign of life each 15 seconds. */
export function endOnSilence(cut) {
  const guard = { hasHeard: false, hasEnded: false };
  const end = () => {
    guard.hasEnded = true;
    cut.abort();
  };
  let timer = setTimeout(end, FIRST_BYTE_MS);
  guard.alive = () => {
    guard.hasHeard = true;
    clearTimeout(timer);
    timer = setTimeout(end, SILENT_MS);
  };
  guard.stop = () => clearTimeout(timer);
  return guard;
}
