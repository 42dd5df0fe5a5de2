import { useCallback, useEffect, useState } from "react";
import { useDesk } from "../app.inbox/desk-context.ts";
import { Composer } from "./composer.tsx";
import { DoubtNotice } from "./doubt-notice.tsx";
import { CustomerPanel } from "./customer-panel.tsx";
import { MessageList } from "./message-list.tsx";
import { ThreadHeader } from "./thread-header.tsx";
import { useActs } from "./use-acts.ts";
import { useDraft } from "./use-draft.ts";
import { type Refused, useOutbox } from "./use-outbox.ts";
import { type Loaded, useThread } from "./use-thread.ts";

/** One open conversation: its thread, where staff write, and the orders beside it. */
export function Conversation({ loaded, shopDomain }: { loaded: Loaded; shopDomain: string }) {
  const live = useThread(loaded);
  const { thread, panel, ways } = live;
  const { me } = useDesk();
  const draft = useDraft(thread.id, thread.lastSeq);
  const [refused, setRefused] = useState<Refused | null>(null);
  const { restore } = draft;
  const { refreshPanel } = live;
  const giveBack = useCallback(
    (given: Refused): boolean => {
      // What the server went by may not be what stands on the screen.
      if (!given.isWarning) void refreshPanel();
      const isBack = restore(given.draft);
      if (isBack) setRefused(given);
      return isBack;
    },
    [restore, refreshPanel],
  );
  const outbox = useOutbox(thread.id, thread.messages, live.refresh, giveBack);
  const acts = useActs(live);
  const [isPanelOpen, setIsPanelOpen] = useState(false);
  useReading(thread.isUnread && me.mayReply, thread.lastSeq, acts.markRead);
  const name = panel?.name ?? panel?.contacts[0]?.value ?? "Visitor";
  return (
    <div className="tl-open" data-panel={isPanelOpen || undefined}>
      <section className="tl-thread" aria-label={`Conversation with ${name}`}>
        <ThreadHeader
          thread={thread}
          name={name}
          matches={panel?.onePerson.suggestions.length ?? 0}
          acts={acts}
          onPanel={() => setIsPanelOpen(true)}
        />
        <MessageList
          live={live}
          acts={acts}
          name={name}
          pending={outbox.pending}
          onRetry={outbox.retry}
          onDiscard={outbox.discard}
        />
        {me.mayReply && <DoubtNotice doubts={ways.doubts} acts={acts} />}
        {me.mayReply ? (
          <Composer
            thread={thread}
            ways={ways}
            zone={panel?.facts?.zone?.name ?? null}
            name={name}
            draft={draft}
            refused={refused}
            onSend={(item, anyway) => {
              setRefused(null);
              outbox.send(item, anyway);
            }}
          />
        ) : (
          <p className="tl-offline">You can read here. An owner can let you reply, on the Team page.</p>
        )}
      </section>
      <CustomerPanel
        panel={panel}
        thread={thread}
        shopDomain={shopDomain}
        acts={acts}
        onBack={() => setIsPanelOpen(false)}
      />
    </div>
  );
}

/** What is shown in a window that somebody looks at has been read. */
function useReading(isWanted: boolean, lastSeq: number, markRead: (upTo: number) => void) {
  useEffect(() => {
    if (!isWanted) return;
    const read = () => {
      if (document.visibilityState === "visible") markRead(lastSeq);
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [isWanted, lastSeq, markRead]);
}
