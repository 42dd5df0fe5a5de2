import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ActOutcome, SentAct } from "#app/desk/thread-act.ts";
import type { StaffMessageView } from "#app/conversations/thread.ts";
import { readJson } from "#app/components/use-json.ts";
import { type Draft, recall, remember } from "./use-draft.ts";

export interface Pending extends Draft {
  state: "sending" | "failed";
  say: string | null;
}

export interface Refused {
  draft: Draft;
  say: string;
  /** It may be sent all the same. */
  isWarning: boolean;
}

/** Written anew by whoever wrote it, and not just sent again. */
const GIVEN_BACK = ["colleague-answered", "refused"];

/**
 * What this person sent and the server has not shown yet. Each goes out under its draft's id, one after another; a
 * failed one stays in sight with its reason and is sent again under the same id.
 */
export function useOutbox(
  conversationId: string,
  messages: StaffMessageView[],
  refresh: () => Promise<void>,
  onRefused: (refused: Refused) => void,
) {
  const [pending, setPending] = useStored(`threadline:outbox:${conversationId}`);
  const line = useRef(Promise.resolve());
  const post = useCallback(
    async (item: Pending, anyway: boolean) => {
      const answer = await readJson<ActOutcome>(`/app/threads/${conversationId}`, actOf(item, anyway));
      if (answer.ok && answer.data.ok) {
        await refresh();
        setPending((items) => items.filter(({ clientId }) => clientId !== item.clientId));
      } else if (answer.ok && !answer.data.ok && GIVEN_BACK.includes(answer.data.reason)) {
        const { reason, say } = answer.data;
        setPending((items) => items.filter(({ clientId }) => clientId !== item.clientId));
        onRefused({ draft: item, say, isWarning: reason === "colleague-answered" });
        await refresh();
      } else {
        const say = answer.ok ? sayOf(answer.data) : answer.say;
        setPending((items) => put(items, { ...item, state: "failed", say }));
      }
    },
    [conversationId, refresh, setPending, onRefused],
  );
  const send = useCallback(
    (draft: Draft, anyway = false) => {
      const item: Pending = { ...draft, state: "sending", say: null };
      setPending((items) => put(items, item));
      line.current = line.current.then(() => post(item, anyway));
    },
    [post, setPending],
  );
  const discard = useCallback(
    (clientId: string) => setPending((items) => items.filter((item) => item.clientId !== clientId)),
    [setPending],
  );
  const shown = useMemo(() => {
    const arrived = new Set(messages.map(({ clientId }) => clientId));
    return pending.filter(({ clientId }) => !arrived.has(clientId));
  }, [pending, messages]);
  return { pending: shown, send, discard };
}

const put = (items: Pending[], item: Pending) =>
  items.some(({ clientId }) => clientId === item.clientId)
    ? items.map((other) => (other.clientId === item.clientId ? item : other))
    : [...items, item];

const sayOf = (outcome: ActOutcome) => (outcome.ok ? null : outcome.say);

function actOf(draft: Draft, anyway: boolean): SentAct {
  const { mode, text, files = [], clientId, seenSeq, wayId = null, template = null, sendAt = null } = draft;
  if (mode === "note") return { do: "note", clientId, text };
  return {
    ...{ do: "reply", clientId, text, files: files.map(({ id }) => id), seenSeq: seenSeq ?? 0, anyway },
    ...{ wayId, template, sendAt },
  };
}

/** What was on its way when the page was left may have arrived or not: it is shown as failed, and sent again safely. */
function useStored(key: string) {
  const [items, setItems] = useState<Pending[]>([]);
  const isRead = useRef(false);
  useEffect(() => {
    const left = recall<Pending[]>(key) ?? [];
    isRead.current = true;
    setItems(
      left.map((item) => ({
        ...item,
        state: "failed",
        say: item.say ?? "The page was left before this went out.",
      })),
    );
  }, [key]);
  useEffect(() => {
    if (isRead.current) remember(key, items.length ? items : null);
  }, [key, items]);
  return [items, setItems] as const;
}
