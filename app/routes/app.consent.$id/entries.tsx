import { sayConsent } from "#app/components/consent-words.ts";
import { Section } from "#app/components/section.tsx";
import { Tag } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import type { ProofEntry } from "#app/consent/read-proof.ts";

/** The ledger of one address, newest first: who said what, when, by which words. */
export function Entries({ entries }: { entries: ProofEntry[] }) {
  const newestFirst = [...entries].reverse();
  return (
    <Section title="Everything that was said">
      <ol className="tl-consents">
        {newestFirst.map((entry) => (
          <Entry key={entry.id} {...entry} />
        ))}
      </ol>
    </Section>
  );
}

function Entry({ channel, purpose, state, level, source, shown, version, evidence, at }: ProofEntry) {
  const words = sayConsent({ channel, purpose, state, level, source });
  const kept = Object.entries(evidence).filter(([, value]) => value !== null && value !== "");
  return (
    <li>
      <p>
        {words.what} <Tag tone={words.tone}>{words.state}</Tag>
      </p>
      <p className="tl-quiet">
        <Moment at={at} style="full" /> · {words.who ?? source}
        {level && ` · ${sayLevel(level, state)}`}
      </p>
      {shown && (
        <blockquote className="tl-shown">
          {shown}
          {version && <footer className="tl-quiet">Words {version}</footer>}
        </blockquote>
      )}
      {kept.length > 0 && (
        <dl className="tl-evidence">
          {kept.map(([name, value]) => (
            <div key={name}>
              <dt>{NAMES[name] ?? name}</dt>
              <dd className="tl-value">{typeof value === "string" ? value : JSON.stringify(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

/** Of a doubt, and of a no in a provider's menu, the level is what stood before (consent/ledger.ts). */
function sayLevel(level: string, state: string): string {
  const words = level.toLowerCase().replaceAll("_", " ").replaceAll("/", ", ");
  return state === "held" || state === "revoked" ? `before that: ${words}` : words;
}

/** What is kept beside an entry, in plain words; the proof to hand on has the ledger's own. */
const NAMES: Record<string, string> = {
  by: "Told by",
  code: "Carrier's code",
  collectedFrom: "Collected by",
  externalId: "Message at the carrier",
  how: "How they said it",
  importId: "Import",
  ip: "IP address",
  level: "Level",
  locale: "Language",
  messageId: "Our message",
  name: "List",
  network: "Network, as a hash",
  page: "Page",
  preference: "Preference at Meta",
  proof: "Address proven by",
  recordedBy: "Written down by",
  said: "Said",
  saidAt: "Said at",
  saidOn: "Said on",
  staffId: "Team member",
  visitorId: "Visitor",
  word: "Word that joins",
  words: "In their words",
};
