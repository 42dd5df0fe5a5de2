import type { PersonExport } from "#app/privacy/export-customer.ts";
import { STYLE } from "#app/privacy/export-style.ts";
import { FIELDS, FIRST, isTechnical, SECTIONS } from "#app/privacy/export-words.ts";

type Row = Record<string, unknown>;

/** The export as one page for people: no script, no request to anywhere, every value as text. */
export function exportPage({ shopifyCustomerId, madeAt, tables }: PersonExport): string {
  const parts = inOrder(tables);
  const title = `Data held about ${asText(nameIn(tables) ?? `customer ${shopifyCustomerId}`)}`;
  const contents = parts.map(([table, heading, rows]) => {
    return `<li><a href="#${asText(table)}">${asText(heading)}</a> (${rows.length})</li>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${STYLE}</style></head><body>
<h1>${title}</h1>
<p>Gathered by Threadline on ${moment(madeAt)}. Customer number at Shopify: ${asText(shopifyCustomerId)}.
Times are UTC. Ids and counters are left out here and stand in the JSON file.</p>
${contents.length ? `<nav aria-label="Contents"><ul>${contents.join("")}</ul></nav>` : ""}
${parts.map(section).join("\n") || "<p>Threadline holds nothing about this customer.</p>"}
</body></html>
`;
}

/** Tables that hold something, those that people ask for first. A table nobody has named yet comes under its own name. */
function inOrder(tables: PersonExport["tables"]): [table: string, heading: string, rows: Row[]][] {
  const named = new Set(SECTIONS.map(([table]) => table));
  const unnamed = Object.keys(tables).filter((table) => !named.has(table));
  return [...SECTIONS, ...unnamed.map((table): [string, string] => [table, inWords(table)])].flatMap(
    ([table, heading]) => {
      // Parcels, items and returns name their order by its id: so does the order itself.
      const rows = (tables[table] ?? []).map((row) =>
        table === "Order" ? { orderId: row.id, ...row } : row,
      );
      return rows.length ? [[table, heading, [...rows].sort(byTime)]] : [];
    },
  );
}

const TIMES = ["at", "happenedAt", "placedAt", "shippedAt", "createdAt", "hour"];

function byTime(one: Row, other: Row): number {
  const of = (row: Row) => TIMES.map((name) => row[name]).find((value) => typeof value === "string") ?? "";
  // Messages of one moment were written in the order of their numbers.
  return String(of(one)).localeCompare(String(of(other))) || Number(one.seq ?? 0) - Number(other.seq ?? 0);
}

function nameIn({ Customer = [], ContactPoint = [] }: PersonExport["tables"]): string | null {
  const names = Customer.map(({ firstName, lastName }) => [firstName, lastName].filter(Boolean).join(" "));
  const addresses = ContactPoint.filter(({ kind }) => kind !== "visitor").map(({ value }) => String(value));
  return [...names, ...addresses].find(Boolean) ?? null;
}

function section([table, heading, rows]: [string, string, Row[]]): string {
  return `<section><h2 id="${asText(table)}">${asText(heading)} (${rows.length})</h2>
${rows.map(table === "Message" ? message : facts).join("\n")}</section>`;
}

/** Who wrote by what and when, their words, and whatever else is known of it. */
function message(row: Row): string {
  const { at, authorKind, channel, direction, body, ...rest } = row;
  const author = AUTHORS[String(authorKind)] ?? String(authorKind);
  const how =
    direction === "note" ? "a note of the team, not sent" : `by ${CHANNELS[String(channel)] ?? channel}`;
  return `<article><p class="who"><strong>${asText(author)}</strong>, ${asText(how)}, ${shown("at", at)}</p>
<p class="words">${asText(String(body ?? ""))}</p>${facts(rest)}</article>`;
}

const AUTHORS: Record<string, string> = {
  shopper: "The customer",
  staff: "The shop's team",
  assistant: "The shop's assistant",
  system: "Threadline",
};
const CHANNELS: Record<string, string> = { sms: "text message", chat: "chat", email: "email" };

function facts(row: Row): string {
  const told = Object.entries(row).filter(([name, value]) => !isTechnical(name) && !isNothing(value));
  if (!told.length) return "";
  told.sort(([one], [other]) => rank(one) - rank(other));
  const lines = told.map(
    ([name, value]) =>
      `<dt>${asText(inWords(name))}</dt><dd>${isBytes(name, value) ? fileOf(row, value) : shown(name, value)}</dd>`,
  );
  return `<dl>${lines.join("")}</dl>`;
}

const rank = (column: string): number => (FIRST.includes(column) ? FIRST.indexOf(column) : FIRST.length);

const isBytes = (name: string, value: unknown): value is string =>
  name === "bytes" && typeof value === "string";

/** Pictures were drawn anew when they came in (files/redraw): the browser may sniff which kind. All else is only saved. */
function fileOf({ contentType = "image/webp", name }: Row, base64: string): string {
  const bytes = asText(base64.replaceAll("\n", ""));
  if (String(contentType).startsWith("image/"))
    return `<img alt="Picture sent" src="data:image;base64,${bytes}">`;
  const called = asText(String(name ?? "file"));
  return `<a download="${called}" href="data:application/octet-stream;base64,${bytes}">${called}</a>`;
}

function shown(name: string, value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return TIME.test(value) ? moment(value) : asText(value);
  if (Array.isArray(value)) return value.map((one) => shown(name, one)).join("<br>");
  if (typeof value === "object" && value) return facts(value as Row);
  return asText(String(value));
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

const moment = (time: string): string =>
  `<time datetime="${asText(time)}">${new Date(time).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" })}</time>`;

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  if (typeof value !== "object") return false;
  return Object.entries(value).every(([name, one]) => isNothing(one) || isTechnical(name));
}

/** `handedOverAt` → "Handed over at", where it has no better words. */
const inWords = (name: string): string =>
  FIELDS[name] ??
  name.charAt(0).toUpperCase() + name.slice(1).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const asText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
