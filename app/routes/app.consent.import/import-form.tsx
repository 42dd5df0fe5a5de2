import { useState } from "react";
import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Section } from "#app/components/section.tsx";
import { Columns } from "./columns.tsx";
import { type Headings, readHeadings } from "./read-headings.ts";
import { type Report, ReportOf, sayRows } from "./report.tsx";

type Chosen = { file: File; headings: Headings } | null;
type Outcome = { report: Report } | { total: number } | { fault: string } | null;
type Run = "try" | "write";

/** Choose the file, say which column is what, try it, then write it: the file is sent each time. */
export function ImportForm({ onWritten }: { onWritten(): void }) {
  const [chosen, setChosen] = useState<Chosen>(null);
  const [outcome, setOutcome] = useState<Outcome>(null);
  const [busy, setBusy] = useState<Run | null>(null);
  const run = async (form: HTMLFormElement, how: Run) => {
    if (!chosen) return;
    setBusy(how);
    setOutcome(await send(chosen, new FormData(form), how));
    setBusy(null);
    if (how === "write") onWritten();
  };
  const choose = async (file: File | undefined) =>
    setChosen(file ? { file, headings: await readHeadings(file) } : null);
  return (
    <Section title="A list from elsewhere">
      <form
        className="tl-form"
        onChange={() => setOutcome(null)}
        onSubmit={(event) => {
          event.preventDefault();
          const pressed = (event.nativeEvent as SubmitEvent).submitter;
          void run(event.currentTarget, pressed?.closest("[data-run]") ? "write" : "try");
        }}
      >
        <label className="tl-file">
          <span>CSV file, at most 200,000 rows</span>
          <input
            type="file"
            accept=".csv,text/csv"
            onChange={({ currentTarget }) => void choose(currentTarget.files?.[0])}
          />
        </label>
        {chosen && <Columns key={chosen.headings.names.join()} headings={chosen.headings.names} />}
        <div className="tl-form-foot">
          <Button submits isBusy={busy === "try"} isDisabled={!chosen || busy !== null}>
            Try it
          </Button>
          {canWrite(outcome) && (
            <span data-run="write">
              <Button submits kind="primary" isBusy={busy === "write"}>
                Write them
              </Button>
            </span>
          )}
        </div>
      </form>
      <div role="status" className="tl-gap">
        {outcome && "fault" in outcome && <Notice tone="critical">{outcome.fault}</Notice>}
        {outcome && "report" in outcome && <ReportOf {...outcome} />}
        {outcome && "total" in outcome && (
          <Notice tone="success" title={`${sayRows(outcome.total)} came in`}>
            They are being written, whether this page stays open or not. Below you see how far it is.
          </Notice>
        )}
      </div>
    </Section>
  );
}

const canWrite = (outcome: Outcome): boolean =>
  outcome !== null && "report" in outcome && (outcome.report.counts.taken ?? 0) > 0;

async function send({ file, headings }: NonNullable<Chosen>, form: FormData, run: Run): Promise<Outcome> {
  const asked = new URLSearchParams({ run, name: file.name, separator: headings.separator });
  for (const [name, value] of form) if (typeof value === "string" && value) asked.set(name, value);
  const answer = await fetch(`/app/consent-import?${asked}`, {
    method: "POST",
    headers: { "content-type": "text/csv" },
    body: file,
  }).catch(() => null);
  if (!answer)
    return {
      fault: "The connection broke before all of it was here, so nothing was written: send the file again.",
    };
  const broken = { fault: "It could not be read." };
  const said = (await answer.json().catch(() => broken)) as Report | { total: number } | { fault: string };
  return "rows" in said ? { report: said } : said;
}
