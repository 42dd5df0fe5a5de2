// Preloaded into the apps of stories. The schedule and the pulse come by the machine's timers, and a story's clock jumps:
// whatever a jump passed over (nights, sweeps for an outage) would come when the machine's next minute or third of one is
// full, in the midst of whatever the story tells by then. So they come at a process's start alone; stories run the rest
// themselves (run-now.ts).
const TICKERS = ["graphile-worker/dist/cron.js", "app/jobs/pulse.server.ts"];
const NEVER_MS = 2 ** 31 - 1;

globalThis.setTimeout = withoutTicks(globalThis.setTimeout);
globalThis.setInterval = withoutTicks(globalThis.setInterval);

function withoutTicks<T extends typeof setTimeout | typeof setInterval>(start: T): T {
  return new Proxy(start, {
    apply(target, self, args) {
      const asked = new Error().stack!;
      if (!TICKERS.some((file) => asked.includes(file))) return Reflect.apply(target, self, args);
      return Reflect.apply(target, self, [() => undefined, NEVER_MS]).unref();
    },
  });
}
