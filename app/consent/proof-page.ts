/** A proof in words: what consent is called is said in one place, above this one (components/consent-words.ts). */
interface ProofInWords {
  address: string;
  stands: { what: string; state: string; since: string }[];
  entries: EntryInWords[];
}
interface EntryInWords {
  what: string;
  state: string;
  who: string | null;
  level: string | null;
  /** The exact words that were agreed to, and their version. */
  shown: string | null;
  version: string | null;
  kept: [name: string, value: string][];
  at: string;
}
interface Made {
  shopName: string;
  at: Date;
  by: string;
}

/** The proof as one page to print or to send: no script, no request to anywhere, every value as text. */
export function proofPage({ address, stands, entries }: ProofInWords, { shopName, at, by }: Made): string {
  const title = `Consent of ${asText(address)}`;
  const now = stands.map(
    ({ what, state, since }) => `<dt>${asText(what)}</dt><dd>${asText(state)}, since ${moment(since)}</dd>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${STYLE}</style></head><body>
<h1>${title}</h1>
<p>As kept by ${asText(shopName)} in Threadline; taken out by ${asText(by)} on ${moment(at.toISOString())}. Times are UTC.
Entries are only ever added, never changed.</p>
<h2>What stands now</h2>
<dl>${now.join("") || "<dt>Nothing</dt><dd>was ever said</dd>"}</dl>
<h2>Everything that was said (${entries.length})</h2>
${entries.map(entryOf).join("\n")}
</body></html>
`;
}

function entryOf({ what, state, who, level, shown, version, kept, at }: EntryInWords): string {
  const facts: [string, string | null][] = [
    ["Who said so", who],
    ["How they agreed", level],
    ["Words shown", shown],
    ["Version of the words", version],
    ...kept,
  ];
  const told = facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
  return `<article><p class="who"><strong>${asText(state)}</strong>: ${asText(what)}, ${moment(at)}</p>
<dl>${told.map(([name, value]) => `<dt>${asText(name)}</dt><dd>${asText(value)}</dd>`).join("")}</dl></article>`;
}

const moment = (time: string): string =>
  `<time datetime="${asText(time)}">${asText(time.replace("T", " ").slice(0, 19))}</time>`;

const asText = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const STYLE = `
body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;margin:2rem 0 .5rem}
dl{display:grid;grid-template-columns:13rem 1fr;gap:.2rem 1rem;margin:0}dt{color:#555}dd{margin:0;white-space:pre-wrap}
article{border-top:1px solid #ccc;padding:.75rem 0}.who{margin:0 0 .25rem}
@media (max-width:34rem){dl{grid-template-columns:1fr;gap:0}}
@media print{body{max-width:none;margin:0;font-size:10.5pt}article{break-inside:avoid}h2{break-after:avoid}}
`;
