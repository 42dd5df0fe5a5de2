// NODE_OPTIONS="--import <root>/prove/plant/preload.mjs" with PLANT=<proof>/<bug>: the app's sources are changed while
// Node loads them. No planted bug stands in app/.
import { registerHooks } from "node:module";
import { bugs } from "./bugs.ts";

// READINGS=off: what is not told by webhooks is not read either, neither at first nor by sweeps. What those would find
// must not hide what the letterbox loses.
const NO_READINGS = [
  {
    file: "app/wiring/jobs.ts",
    from: "sweepShop: of((shopId, payload: { because: SweepCause }) => sweepShop(shopId, payload, sweeps)),",
    to: "sweepShop: of(async (_shopId, _payload: { because: SweepCause }) => void [sweepShop, sweeps]),",
  },
  {
    file: "app/wiring/jobs.ts",
    from: "startFirstSync(shopId, asked, imports)",
    to: "Promise.resolve([startFirstSync, shopId, asked])",
  },
];

// CLOCKWORK=off: nothing comes by itself. A proof in which a shop must stand still would meet the hourly jobs now and then.
const NO_CLOCKWORK = [
  {
    file: "app/jobs/schedule.ts",
    from: "schedules.map(({ task, cron }) => ({",
    to: "schedules.slice(0, 0).map(({ task, cron }) => ({",
  },
];

const bug = bugs.find(({ proof, name }) => `${proof}/${name}` === process.env.PLANT);
if (process.env.PLANT && !bug) throw new Error(`no bug is called ${process.env.PLANT}`);
const all = [
  ...(bug?.edits ?? []),
  ...(process.env.READINGS === "off" ? NO_READINGS : []),
  ...(process.env.CLOCKWORK === "off" ? NO_CLOCKWORK : []),
];
if (all.length) {
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      const edits = all.filter(({ file }) => url.split("?")[0].endsWith(`/${file}`));
      if (!edits.length) return loaded;
      let source = Buffer.from(loaded.source).toString();
      for (const { file, from, to } of edits) {
        if (!source.includes(from)) throw new Error(`cannot plant ${bug?.name}: ${file} has changed`);
        source = source.replace(from, to);
      }
      process.stderr.write(`planted in ${edits[0].file}\n`);
      return { ...loaded, source };
    },
  });
}
if (bug?.isWithoutFilters || process.env.FILTERS === "off") await import("./filters-off.ts");
