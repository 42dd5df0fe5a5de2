import { type ActionAnswer, ActionNotice } from "#app/components/action-notice.tsx";
import { Section } from "#app/components/section.tsx";
import type { ImportView } from "#app/consent/import-log.ts";
import { ImportLine } from "./import-line.tsx";

interface Props {
  imports: ImportView[];
  answer: ActionAnswer | undefined;
}

/** Lists that were brought: how far each is, and what it came to. */
export function Imports({ imports, answer }: Props) {
  if (!imports.length) return null;
  return (
    <Section title="Lists you brought" flush>
      <ActionNotice answer={answer} form="stop" />
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
          {imports.map((one) => (
            <ImportLine key={one.id} {...one} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}
