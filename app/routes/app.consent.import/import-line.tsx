import { Form } from "@remix-run/react";
import { useId } from "react";
import { Button } from "#app/components/button.tsx";
import { Download } from "#app/components/download.tsx";
import { Progress } from "#app/components/progress.tsx";
import { Tag, type TagTone } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import type { ImportView } from "#app/consent/import-log.ts";
import { sayOutcome } from "#app/consent/outcome-words.ts";
import { sayRows } from "./report.tsx";

/** One list: how far it is while it is written, and by what reason rows were left out. */
export function ImportLine(one: ImportView) {
  const { id, name, startedBy, startedAt, state } = one;
  const [words, tone] = STATES[state];
  return (
    <tr>
      <td className="tl-value">
        {name} <Tag tone={tone}>{words}</Tag>
        {startedBy && <p className="tl-quiet">by {startedBy}</p>}
      </td>
      <td data-label="Rows">
        {state === "writing" ? <Writing {...one} /> : <p>{said(one)}</p>}
        <Reasons {...one} />
        {one.rows > 0 && one.total !== null && state !== "writing" && (
          <Download path={`/app/consent-import?id=${id}`} name="import-report.csv">
            Row by row
          </Download>
        )}
      </td>
      <td className="tl-end" data-label="When">
        <Moment at={startedAt} style="full" />
      </td>
    </tr>
  );
}

const STATES: Record<ImportView["state"], [string, TagTone]> = {
  "cut-off": ["Has not come in whole", "attention"],
  writing: ["Being written", "info"],
  stopped: ["Stopped", "attention"],
  done: ["Done", "good"],
};

function Writing({ id, name, rows, total, taken, refused }: ImportView) {
  const label = useId();
  return (
    <div className="tl-form">
      <p id={label}>
        {count(rows)} of {count(total ?? rows)} rows read, {count(taken)} taken, {count(refused)} refused
      </p>
      <Progress share={total ? rows / total : 0} labelledBy={label} />
      <Form method="post" preventScrollReset>
        <input type="hidden" name="id" value={id} />
        <Button small submits kind="plain" label={`Stop writing ${name}`}>
          Stop
        </Button>
      </Form>
    </div>
  );
}

const said = ({ rows, total, taken, left, refused, state }: ImportView): string => {
  const end = state === "stopped" && total ? `, ${count(total - rows)} not read` : "";
  return `${count(taken)} of ${count(total ?? rows)} taken, ${count(left)} changed nothing, ${count(refused)} could not be read${end}`;
};

function Reasons({ counts }: Pick<ImportView, "counts">) {
  const others = Object.entries(counts).filter(([outcome]) => outcome !== "taken");
  if (!others.length) return null;
  return (
    <details>
      <summary>Why rows were left out</summary>
      <ul>
        {others.map(([outcome, n]) => (
          <li key={outcome}>
            {sayRows(n)}: {sayOutcome(outcome)}
          </li>
        ))}
      </ul>
    </details>
  );
}

const count = (n: number): string => n.toLocaleString("en");
