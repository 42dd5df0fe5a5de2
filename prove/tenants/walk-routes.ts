import { threadAct } from "#app/desk/thread-act.ts";
import type { Caller } from "./callers.ts";
import { allRoutes, type Route } from "./remix-routes.ts";
import { valuesOf } from "./their-ids.ts";
import type { Step, Watch } from "./watch.ts";

/**
 * Every loader by page and by data, every action with every form it knows, by everybody, with every id of theirs. One
 * caller after another, the thorough ones first: where the time is short, every route has been tried by somebody.
 */
export async function walkRoutes(
  watch: Watch,
  callers: Caller[],
  all: Record<string, string>,
): Promise<void> {
  for (const caller of callers.toSorted((a, b) => Number(b.isThorough) - Number(a.isThorough))) {
    for (const route of allRoutes()) {
      const ids = caller.isThorough ? all : fewOf(all);
      if (route.hasLoader) await watch.batch(loads(route, caller, ids));
      if (route.hasAction) await watch.batch([...posts(route, caller, ids), ...acts(route, caller, ids)]);
      await watch.check(`${caller.name} at ${route.id}`);
    }
  }
}

const FEW = ["domain", "Conversation", "Order", "StaffMember", "receiptKey"];
const fewOf = (ids: Record<string, string>) =>
  Object.fromEntries(Object.entries(ids).filter(([kind]) => FEW.includes(kind)));

function loads(route: Route, caller: Caller, ids: Record<string, string>): Step[] {
  const step = (address: string) => ({ label: `GET ${address}`, path: address, init: headersOf(caller) });
  return pathsOf(route, ids).flatMap(({ path, value }) => [
    ...(caller.isThorough ? [step(path)] : []),
    ...queriesOf(route, value ? [value] : valuesOf(ids), ids.domain!).map((query) =>
      step(`${dataPath(path)}?${query}`),
    ),
  ]);
}

/** Each id in every field at once, since most stand alone; and in each by itself where few are read. */
function queriesOf({ fields }: Route, values: string[], domain: string): URLSearchParams[] {
  const host = Buffer.from(`admin.shopify.com/store/${domain.split(".")[0]}`).toString("base64");
  const together = values.map((value) => fields.map((field) => [field, LISTS[field] ?? value]));
  const alone = fields.length > 3 ? [] : values.flatMap((value) => fields.map((field) => [[field, value]]));
  return [
    [],
    [["shop", domain]],
    [
      ["shop", domain],
      ["host", host],
    ],
    ...together,
    ...alone,
  ].map((pairs) => new URLSearchParams(pairs as string[][]));
}

const LISTS: Record<string, string> = { view: "open" };
const dataPath = (path: string) => (path === "/" ? "/_root.data" : `${path}.data`);

/** The path with each id of theirs in the place of each parameter. */
function pathsOf({ path }: Route, ids: Record<string, string>): { path: string; value: string | null }[] {
  if (!/[:*]/.test(path)) return [{ path, value: null }];
  return valuesOf(ids).map((value) => ({
    path: path.replace(/:\w+\??|\*/g, encodeURIComponent(value)),
    value,
  }));
}

/** Fields that are no ids need something the form accepts, or it refuses before it looks. */
const WORDS: Record<string, string> = {
  role: "agent",
  email: "new@ours.example",
  supportEmail: "help@ours.example",
  languages: "en",
  answersOn: "on",
  door: "shopify",
  number: "+14155557777",
  accountSid: "AC99999999999999999999999999999999",
  token: "0123456789abcdef0123456789abcdef",
};

function posts(route: Route, caller: Caller, ids: Record<string, string>): Step[] {
  const forms = route.forms.length ? route.forms : [""];
  return pathsOf(route, ids).flatMap(({ path, value: own }) =>
    forms.flatMap((form) =>
      (own ? [own] : valuesOf(ids)).map((value) => {
        const named = route.fields.map((field) => [field, WORDS[field] ?? value]);
        const body = new URLSearchParams([
          ...named.filter(([field]) => field !== "form"),
          ["form", form],
        ] as string[][]);
        return {
          label: `POST ${path} form=${form} id=${value}`,
          path: dataPath(path),
          init: async () => ({ method: "POST", body, headers: await caller.headers() }),
        };
      }),
    ),
  );
}

/** JSON acts, made up from the schema that reads them. */
function acts(route: Route, caller: Caller, ids: Record<string, string>): Step[] {
  if (!route.takesActs) return [];
  return pathsOf(route, ids).flatMap(({ path }) =>
    threadAct.options.map((option) => {
      const entries = Object.entries(option.shape).map(([name, shape]) => [name, madeUp(name, shape, ids)]);
      const body = JSON.stringify(Object.fromEntries(entries));
      return {
        label: `POST ${path} ${body}`,
        path,
        init: async () => ({
          method: "POST",
          body,
          headers: { ...(await caller.headers()), "content-type": "application/json" },
        }),
      };
    }),
  );
}

function madeUp(name: string, shape: object, ids: Record<string, string>): unknown {
  const { type, values } = (shape as { def: { type: string; values?: unknown[] } }).def;
  if (type === "literal") return values![0];
  if (name === "staffId") return ids.StaffMember ?? null;
  return { number: 1, int: 1, boolean: true, default: true }[type] ?? "from-ours-0001";
}

const headersOf = (caller: Caller) => async () => ({ headers: await caller.headers() });
