import { Notice } from "#app/components/notice.tsx";

export interface Report {
  rows: number;
  counts: Record<string, number>;
  notTaken: { line: number; outcome: string }[];
}

/** What became of the rows, or would: counted, and those that were not taken one by one. */
export function ReportOf({ report, isWritten }: { report: Report; isWritten: boolean }) {
  const { rows, counts, notTaken } = report;
  const others = Object.entries(counts).filter(([outcome]) => outcome !== "taken");
  const taken = (counts.taken ?? 0).toLocaleString("en");
  return (
    <>
      <Notice
        tone={isWritten ? "success" : "info"}
        title={`${taken} of ${rows.toLocaleString("en")} rows ${isWritten ? "were written" : "would be written"}`}
      >
        <ul>
          {others.map(([outcome, count]) => (
            <li key={outcome}>
              {count.toLocaleString("en")}: {WORDS[outcome] ?? outcome}
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
                Row {line.toLocaleString("en")}: {WORDS[outcome] ?? outcome}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** As many as the door sends (routes/app.consent-import). */
const SHOWN = 200;

const WORDS: Record<string, string> = {
  already: "stands here already",
  "no-stands": "they said no here, or how they agreed is not known: a list cannot make that a yes",
  "newer-stands": "they said yes here after this no",
  twice: "the same address again: of both the no counts",
  "no-address": "no address that can be read",
  "neither-yes-nor-no": "neither yes nor no: counts as no, nothing is written",
  "yes-without-level": "a yes without saying whether single or double opt-in: counts as no",
  "yes-without-time": "a yes without its time: counts as no",
  "time-not-clear": "a time that can be read in two ways: write it like 2026-11-21T09:30:00Z",
  "time-to-come": "a time that has not come yet",
};
