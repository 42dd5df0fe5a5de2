import { useState } from "react";
import { Button } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Section } from "#app/components/section.tsx";
import { Sign } from "#app/components/sign.tsx";
import { Moment } from "#app/components/time.tsx";
import { readJson } from "#app/components/use-json.ts";
import type { Timeline, TimelineEntry } from "#app/desk/timeline-entry.ts";
import { sayEntry } from "./timeline-words.ts";

/** Everything that happened, newest first, older on demand. */
export function TimelineList({ customerId, first }: { customerId: string; first: Timeline }) {
  const { entries, hasOlder, isLoading, fault, loadOlder } = useOlder(customerId, first);
  return (
    <Section title="Everything that happened">
      {entries.length === 0 ? (
        <Empty sign="clock" title="Nothing yet">
          Messages, orders, parcels and what they allow stand here as they come.
        </Empty>
      ) : (
        <ol className="tl-timeline">
          {entries.map((entry) => (
            <Entry key={`${entry.kind} ${entry.id}`} entry={entry} />
          ))}
        </ol>
      )}
      {fault && (
        <div role="alert">
          <Notice tone="critical">{fault}</Notice>
        </div>
      )}
      {hasOlder && (
        <div className="tl-form-foot tl-gap">
          <Button onClick={loadOlder} isBusy={isLoading}>
            Older
          </Button>
        </div>
      )}
    </Section>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const { sign, title, text, url } = sayEntry(entry);
  return (
    <li>
      <Sign name={sign} />
      <div>
        <p>{url ? <a href={url}>{title}</a> : title}</p>
        {text && <p className="tl-quiet tl-value">{text}</p>}
        <p className="tl-quiet">
          <Moment at={entry.at} style="full" />
        </p>
      </div>
    </li>
  );
}

/** The first page is read anew with the profile; older pages stay below it, each entry once. */
function useOlder(customerId: string, first: Timeline) {
  const [pages, setPages] = useState<Timeline[]>([]);
  const [isLoading, setIsLoading] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const older = pages.length ? pages.at(-1)!.older : first.older;
  const loadOlder = async () => {
    setIsLoading(true);
    const after = encodeURIComponent(older ?? "");
    const answer = await readJson<Timeline>(`/app/timelines/${customerId}?after=${after}`);
    setIsLoading(false);
    setFault(answer.ok ? null : answer.say);
    if (answer.ok) setPages((before) => [...before, answer.data]);
  };
  const all = [first, ...pages].flatMap(({ entries }) => entries);
  const entries = [...new Map(all.map((entry) => [`${entry.kind} ${entry.id}`, entry])).values()];
  return { entries, hasOlder: older !== null, isLoading, fault, loadOlder: () => void loadOlder() };
}
