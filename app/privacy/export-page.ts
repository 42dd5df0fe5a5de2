import type { PersonExport } from "#app/privacy/export-customer.ts";

/** The export as one page for people: no script, no request to anywhere, every value as text. */
export function exportPage({ shopifyCustomerId, madeAt, tables }: PersonExport): string {
  const parts = Object.entries(tables).filter(([, rows]) => rows.length);
  const body = parts.map(([table, rows]) => section(table, rows)).join("\n");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Data held about customer ${asText(shopifyCustomerId)}</title>
<style>body{font:16px/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}
dl{display:grid;grid-template-columns:12rem 1fr;gap:.25rem 1rem;border-top:1px solid #ccc;padding:.75rem 0;margin:0}
dt{color:#555}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}img{max-width:100%}</style></head><body>
<h1>Data held about customer ${asText(shopifyCustomerId)}</h1>
<p>Gathered by Threadline at ${asText(madeAt)}.</p>
${body || "<p>Threadline holds nothing about this customer.</p>"}
</body></html>
`;
}

function section(table: string, rows: Record<string, unknown>[]): string {
  const types = table === "FileContent" ? "pictures, one by one" : "";
  return `<h2>${asText(headings[table] ?? table)} (${rows.length})</h2>${types && `<p>${types}</p>`}
${rows.map(facts).join("\n")}`;
}

const headings: Record<string, string> = {
  Customer: "Who they are",
  ContactPoint: "Ways to reach them",
  Consent: "Every yes and no to messages",
  Conversation: "Conversations",
  Message: "Messages",
  File: "Pictures sent",
  FileContent: "Contents of pictures",
  Order: "Orders",
  OrderLine: "Items ordered",
  Fulfillment: "Parcels",
  FulfillmentEvent: "Scans of parcels",
  ParcelNumber: "Numbers by which parcels are found",
  ScanTracker: "Parcels followed by a scan feed",
  FulfillmentOrder: "Groups of items to be sent",
  CustomerAccess: "Who of the shop's staff looked at them",
  DomainEvent: "What happened",
};

function facts(row: Record<string, unknown>): string {
  const told = Object.entries(row).filter(([, value]) => value !== null && value !== "");
  return `<dl>${told.map(([name, value]) => `<dt>${asText(name)}</dt><dd>${shown(name, value)}</dd>`).join("")}</dl>`;
}

/** Pictures were drawn anew when they came in (files/keep-picture): the browser may sniff which kind. */
const shown = (name: string, value: unknown): string =>
  name === "bytes" && typeof value === "string"
    ? `<img alt="" src="data:image;base64,${asText(value.replaceAll("\n", ""))}">`
    : asText(typeof value === "string" ? value : JSON.stringify(value));

const asText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
