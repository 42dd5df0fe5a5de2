import { Notice } from "#app/components/notice.tsx";
import { sayOutcome } from "#app/consent/outcome-words.ts";

export interface Report {
  rows: number;
  counts: Record<string, number>;
  notTaken: { line: number; outcome: string }[];
}

/** What would become of the rows: counted, and those that would not be taken one by one. */
export function ReportOf({ report }: { report: Report }) {
  const { rows, counts, notTaken } = report;
  const others = Object.entries(counts).filter(([outcome]) => outcome !== "taken");
  const taken = (counts.taken ?? 0).toLocaleString("en");
  return (
    <>
      <Notice tone="info" title={`${taken} of ${sayRows(rows)} would be written`}>
        <ul>
          {others.map(([outcome, count]) => (
            <li key={outcome}>
              {sayRows(count)}: {sayOutcome(outcome)}
            </li>
          ))}
        </ul>
      </Notice>
      {notTaken.length > 0 && (
        <details className="tl-gap">
          <summary>Rows that are left out{notTaken.length === SHOWN && `, the first ${SHOWN}`}</summary>
          <ul>
            {notTaken.map(({ line, outcome }) => (
              <li key={line}>
                Row {line.toLocaleString("en")}: {sayOutcome(outcome)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

export const sayRows = (n: number): string => `${n.toLocaleString("en")} ${n === 1 ? "row" : "rows"}`;

/** As many as the door sends (routes/app.consent-import). */
const SHOWN = 200;
