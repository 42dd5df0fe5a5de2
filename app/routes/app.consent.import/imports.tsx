import { Section } from "#app/components/section.tsx";
import { Tag } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import type { ImportView } from "#app/consent/import-log.ts";

/** Lists that were brought before, and what they came to. */
export function Imports({ imports }: { imports: ImportView[] }) {
  if (!imports.length) return null;
  return (
    <Section title="Brought before" flush>
      <table className="tl-table">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">What became of its rows</th>
            <th scope="col" className="tl-end">
              When
            </th>
          </tr>
        </thead>
        <tbody>
          {imports.map(({ id, name, startedBy, startedAt, rows, taken, left, refused, isDone }) => (
            <tr key={id}>
              <td className="tl-value">
                {name} {!isDone && <Tag tone="attention">Not read to its end</Tag>}
                {startedBy && <p className="tl-quiet">by {startedBy}</p>}
              </td>
              <td data-label="Rows">
                {taken.toLocaleString("en")} of {rows.toLocaleString("en")} taken
                <p className="tl-quiet">
                  {left.toLocaleString("en")} changed nothing, {refused.toLocaleString("en")} could not be
                  read
                </p>
              </td>
              <td className="tl-end" data-label="When">
                <Moment at={startedAt} style="full" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
