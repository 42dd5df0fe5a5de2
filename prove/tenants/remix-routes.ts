import { globSync, readFileSync } from "node:fs";

export interface Route {
  id: string;
  /** With its parameters as `:name`, or `*` at the end. */
  path: string;
  hasLoader: boolean;
  hasAction: boolean;
  /** Names that its sources read from the query or a form. */
  fields: string[];
  /** Values of the field `form` that its sources know. */
  forms: string[];
  /** Takes what staff do in a thread as JSON. */
  takesActs: boolean;
}

interface Entry {
  id: string;
  parentId?: string;
  path?: string;
  hasLoader: boolean;
  hasAction: boolean;
}

let known: Route[] | null = null;

/** Read once: another run may build anew meanwhile. */
export const allRoutes = (): Route[] => (known ??= readRoutes());

/** Every route of the built app, and what its sources ask for: a route that comes tomorrow is walked without a word here. */
function readRoutes(): Route[] {
  const [file] = globSync("build/client/assets/manifest-*.js");
  if (!file) throw new Error("the app is not built");
  const text = readFileSync(file, "utf8");
  const { routes } = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)) as {
    routes: Record<string, Entry>;
  };
  return Object.values(routes).map((entry) => {
    const source = sourceOf(entry.id);
    return {
      id: entry.id,
      path: `/${pathOf(entry, routes)}`,
      hasLoader: entry.hasLoader,
      hasAction: entry.hasAction,
      fields: namesIn(source, /(?:\btext|\.get|\.has|\.getAll)\("(\w+)"\)/g),
      forms: namesIn(source, /(?:case |\bform"?\)? === |name="form" value=|form: )"([\w-]+)"/g),
      takesActs: /\bthreadAct\b/.test(source),
    };
  });
}

function pathOf(entry: Entry, all: Record<string, Entry>): string {
  const parent = entry.parentId ? all[entry.parentId] : undefined;
  return [parent && pathOf(parent, all), entry.path].filter(Boolean).join("/");
}

const sourceOf = (id: string): string =>
  globSync([`app/${id}.{ts,tsx}`, `app/${id}/*.{ts,tsx}`])
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");

const namesIn = (source: string, pattern: RegExp): string[] => [
  ...new Set([...source.matchAll(pattern)].map(([, name]) => name!)),
];
