// NODE_OPTIONS="--import <root>/sandbox/preload.mjs" with TOWN_URL: the app's production code, unchanged, speaks to the
// town instead of the providers, sees the town's time, and reaches no other host. Without TOWN_URL it does nothing.
import { followClock } from "./preload/follow-clock.mjs";
import { routeNodeHttp } from "./preload/node-http.mjs";
import { shiftDate } from "./preload/town-date.mjs";
import { routeFetch } from "./preload/undici.mjs";

const LOADED = Symbol.for("threadline.town-preload");

if (process.env.TOWN_URL && !globalThis[LOADED]) {
  globalThis[LOADED] = true;
  const town = () => new URL(process.env.TOWN_URL);
  const plainRequest = routeNodeHttp(town);
  routeFetch(town);
  await followClock(town, plainRequest, shiftDate());
  // Started by a demo or a test: it ends with whoever started it, also when that was killed.
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
}
