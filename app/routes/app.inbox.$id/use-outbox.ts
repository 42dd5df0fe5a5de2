import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ActOutcome, SentAct } from "#app/desk/thread-act.ts";
import type { StaffMessageView } from "#app/conversations/thread.ts";
import { type Read, readJson } from "#app/components/use-json.ts";
import { type Draft, recall, remember } from "./use-draft.ts";

export interface Pending extends Draft {
  state: "sending" | "failed";
  say: string | null;
  /** Its writer was told that somebody else answered: sent again, it goes out all the same. */
  anyway: boolean;
}

export interface Refused {
  /** Without attached files that are gone. */
  draft: Draft;
  say: string;
  /** It may be sent all the same. */
  isWarning: boolean;
}

/** Written anew by whoever wrote it, and not just sent again. */
const GIVEN_BACK = ["colleague-answered", "refused"];

/**
 * What this person sent and the server has not shown yet. Each goes out under its draft's id, one after another; a
 * failed one stays in sight with its reason and is sent again under the same id. So does a refused one that `giveBack`
 * finds no room for: it must not take the place of what is being written by now.
 */
export function useOutbox(
  conversationId: string,
  messages: StaffMessageView[],
  refresh: () => Promise<void>,
  giveBack: (refused: Refused) => boolean,
) {
  const key = `threadline:outbox:${conversationId}`;
  const [items, change] = useStored(key);
  const isLeft = useIsLeft();
  const line = useRef(Promise.resolve());
  const post = useCallback(
    async (item: Pending) => {
      const refusal = refusalOf(await readJson<ActOutcome>(`/app/threads/${conversationId}`, actOf(item)));
      if (!refusal) {
        // Whoever closes the page while it reads what is new is not told later that this was not sent.
        store(key, without([item.clientId]));
        if (!isLeft()) await refresh();
        return change(without([item.clientId]));
      }
      const isForWriter = !isLeft() && GIVEN_BACK.includes(refusal.reason);
      const isBack = isForWriter && giveBack(refusedOf(item, refusal));
      change(isBack ? without([item.clientId]) : failing(item, refusal));
      if (isForWriter) await refresh();
    },
    [conversationId, key, refresh, change, isLeft, giveBack],
  );
  const send = useCallback(
    (draft: Draft, anyway: boolean) => {
      const item: Pending = { ...draft, state: "sending", say: null, anyway };
      change((items) => put(items, item));
      line.current = line.current.then(() => post(item));
    },
    [post, change],
  );
  const retry = useCallback((item: Pending) => send(item, item.anyway), [send]);
  const discard = useCallback((clientId: string) => change(without([clientId])), [change]);
  return { pending: useWithoutArrived(items, change, messages), send, retry, discard };
}

type Change = (items: Pending[]) => Pending[];
interface Refusal {
  reason: string;
  say: string;
  gone?: string[];
}

function refusalOf(answer: Read<ActOutcome>): Refusal | null {
  if (!answer.ok) return { reason: "unreached", say: answer.say };
  return answer.data.ok ? null : answer.data;
}

function refusedOf(item: Pending, { reason, say, gone = [] }: Refusal): Refused {
  const { state: _, say: __, anyway: ___, shown: ____, ...draft } = item;
  const files = draft.files?.filter(({ id }) => !gone.includes(id));
  return { draft: { ...draft, files }, say, isWarning: reason === "colleague-answered" };
}

const without =
  (gone: string[]): Change =>
  (items) =>
    items.filter(({ clientId }) => !gone.includes(clientId));

/** One that has arrived meanwhile, though the answer was lost, stays gone. */
const failing =
  (item: Pending, { reason, say }: Refusal): Change =>
  (items) =>
    items.map((other) =>
      other.clientId === item.clientId
        ? { ...item, state: "failed", say, anyway: item.anyway || reason === "colleague-answered" }
        : other,
    );

const put = (items: Pending[], item: Pending) =>
  items.some(({ clientId }) => clientId === item.clientId)
    ? items.map((other) => (other.clientId === item.clientId ? item : other))
    : [...items, item];

function actOf(item: Pending): SentAct {
  const { mode, text, files = [], clientId, seenSeq, anyway } = item;
  const { wayId = null, template = null, sendAt = null } = item;
  if (mode === "note") return { do: "note", clientId, text };
  return {
    ...{ do: "reply", clientId, text, files: files.map(({ id }) => id), seenSeq: seenSeq ?? 0, anyway },
    ...{ wayId, template, sendAt },
  };
}

/** What was on its way when the page was left may have arrived or not: it is shown as failed, and sent again safely. */
function useStored(key: string) {
  const [items, setItems] = useState<Pending[]>([]);
  useEffect(() => {
    const left = recall<Pending[]>(key) ?? [];
    setItems(
      left.map((item) => ({
        ...item,
        state: "failed",
        say: item.say ?? "The page was left before this went out.",
      })),
    );
  }, [key]);
  const change = useCallback(
    (to: Change) => {
      setItems(to);
      store(key, to);
    },
    [key],
  );
  return [items, change] as const;
}

/** By what stands there: other tabs, and pages that were left before their answer came, write there too. */
function store(key: string, change: Change) {
  const items = change(recall<Pending[]>(key) ?? []);
  remember(key, items.length ? items : null);
}

/** Once it has arrived it goes for good: later the message itself may be too far up to tell. */
function useWithoutArrived(items: Pending[], change: (to: Change) => void, messages: StaffMessageView[]) {
  const arrived = useMemo(() => {
    const known = new Set(messages.map(({ clientId }) => clientId));
    return items.map(({ clientId }) => clientId).filter((clientId) => known.has(clientId));
  }, [items, messages]);
  useEffect(() => {
    if (arrived.length) change(without(arrived));
  }, [arrived, change]);
  return useMemo(() => without(arrived)(items), [arrived, items]);
}

/** Asked when an answer comes: whoever waited for it may be elsewhere by now. */
function useIsLeft(): () => boolean {
  const isLeft = useRef(false);
  useEffect(() => {
    isLeft.current = false;
    return () => {
      isLeft.current = true;
    };
  }, []);
  return useCallback(() => isLeft.current, []);
}
