import { Form } from "@remix-run/react";
import { type ReactNode, useId } from "react";
import type { SyncKind, SyncView } from "#app/desk/sync-progress.ts";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";
import { Progress } from "./progress.tsx";
import { Section } from "./section.tsx";
import { saySync } from "./sync-words.ts";

/** That the shop's past is still being read, where there is room for one line. */
export function SyncLine({ sync, children }: { sync: SyncView; children?: ReactNode }) {
  if (sync.isDone || !sync.kinds.length) return null;
  return (
    <div className="tl-sync" role="status">
      <span>Your shop's past is being read, newest orders first. You can work meanwhile. {children}</span>
    </div>
  );
}

/** How far the reading of the shop's past is, kind by kind, and what could not be read. Nothing once all is done. */
export function SyncBanner({ sync, mayRetry = false }: { sync: SyncView; mayRetry?: boolean }) {
  if (!sync.kinds.length) return null;
  const failed = sync.kinds.filter(({ state }) => state === "failed");
  const isAtWork = failed.length < sync.kinds.filter(({ state }) => state !== "done").length;
  return (
    <>
      {failed.length > 0 && <Failed kinds={failed} mayRetry={mayRetry} />}
      {isAtWork && (
        <Section title="Reading your shop">
          <p className="tl-quiet" role="status">
            The newest orders come first, and you can work meanwhile.
          </p>
          <ul className="tl-sync-kinds">
            {sync.kinds
              .filter(({ state }) => state !== "failed")
              .map((kind) => (
                <Kind key={kind.kind} kind={kind} />
              ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Kind({ kind }: { kind: SyncKind }) {
  const { name, said } = saySync(kind);
  const id = useId();
  return (
    <li>
      <div id={id} className="tl-sync-said">
        <span>{name}</span>
        <span className="tl-quiet">{said}</span>
      </div>
      <Progress share={kind.share} labelledBy={id} />
    </li>
  );
}

function Failed({ kinds, mayRetry }: { kinds: SyncKind[]; mayRetry: boolean }) {
  const names = kinds.map(({ words }) => words).join(", ");
  return (
    <Notice tone="warning" title={`Not all of these could be read: ${names}`}>
      {[...new Set(kinds.map(({ problem }) => problem))].map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
      {mayRetry && (
        <Form method="post" action="/app?index">
          {kinds.map(({ kind }) => (
            <input key={kind} type="hidden" name="kind" value={kind} />
          ))}
          <Button submits small>
            Read them again
          </Button>
        </Form>
      )}
    </Notice>
  );
}
