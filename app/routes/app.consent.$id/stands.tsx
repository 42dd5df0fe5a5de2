import { sayConsent } from "#app/components/consent-words.ts";
import { Empty } from "#app/components/empty.tsx";
import { Section } from "#app/components/section.tsx";
import { Tag } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import type { Proof } from "#app/consent/read-proof.ts";

/** What counts now, by channel and purpose. */
export function Stands({ stands }: { stands: Proof["stands"] }) {
  if (!stands.length)
    return (
      <Section title="What stands now">
        <Empty sign="done" title="Nothing was ever said">
          No promotion is sent; answers and news of orders are.
        </Empty>
      </Section>
    );
  return (
    <Section title="What stands now" flush>
      <table className="tl-table">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Now</th>
            <th scope="col" className="tl-end">
              Since
            </th>
          </tr>
        </thead>
        <tbody>
          {stands.map(({ channel, purpose, state, level, since }) => {
            const words = sayConsent({ channel, purpose, state, level, source: null });
            return (
              <tr key={`${channel} ${purpose}`}>
                <td>{words.what}</td>
                <td>
                  <Tag tone={words.tone}>{words.state}</Tag>
                </td>
                <td className="tl-end" data-label="Since">
                  <Moment at={since} style="full" />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}
