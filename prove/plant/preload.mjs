// NODE_OPTIONS="--import <root>/prove/plant/preload.mjs" with PLANT=<proof>/<bug>: the app's sources are changed while
// Node loads them. No planted bug stands in app/.
import { registerHooks } from "node:module";
import { bugs } from "./bugs.ts";

const bug = bugs.find(({ proof, name }) => `${proof}/${name}` === process.env.PLANT);
if (process.env.PLANT && !bug) throw new Error(`no bug is called ${process.env.PLANT}`);
if (bug?.edits?.length) {
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      const edits = bug.edits.filter(({ file }) => url.split("?")[0].endsWith(`/${file}`));
      if (!edits.length) return loaded;
      let source = Buffer.from(loaded.source).toString();
      for (const { file, from, to } of edits) {
        if (!source.includes(from)) throw new Error(`cannot plant ${bug.name}: ${file} has changed`);
        source = source.replace(from, to);
      }
      process.stderr.write(`planted ${bug.name}\n`);
      return { ...loaded, source };
    },
  });
}
if (bug?.isWithoutFilters || process.env.FILTERS === "off") await import("./filters-off.ts");
