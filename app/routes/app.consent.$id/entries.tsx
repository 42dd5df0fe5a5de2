import { sayConsent, sayEvidence, sayLevel } from "#app/components/consent-words.ts";
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
  const kept = sayEvidence(evidence);
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
              <dt>{name}</dt>
              <dd className="tl-value">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
