import { act, get, post } from "./town.js";

let offset = 0;

/** Reads the town's clock and lets it run on this page; the buttons move it for everyone. */
export async function showClock() {
  const { now } = await get("/clock");
  offset = Date.parse(now) - Date.now();
  tick();
}

export function townNow() {
  return new Date(Date.now() + offset);
}

function tick() {
  const shown = document.querySelector("#clock");
  const now = townNow();
  shown.dateTime = now.toISOString();
  shown.textContent = now.toLocaleString("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
}

for (const button of document.querySelectorAll("[data-advance]")) {
  button.onclick = act(() => post("/clock", { advanceMs: Number(button.dataset.advance) }));
}

setInterval(tick, 1000);
