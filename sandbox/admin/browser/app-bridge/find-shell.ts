import type { TownShell } from "../shell-contract.ts";

/** The shell around this frame, also from a frame inside the app's own; null when the app stands alone. */
export function findShell(): TownShell | null {
  let place: Window = window;
  while (place !== place.parent) {
    place = place.parent;
    const shell = shellOf(place);
    if (shell) return shell;
  }
  return null;
}

function shellOf(place: Window) {
  try {
    return place.townShell ?? null;
  } catch (error) {
    // A window of another origin, such as the page that shows the whole town.
    if (error instanceof DOMException) return null;
    throw error;
  }
}
