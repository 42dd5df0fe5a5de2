import { useCallback, useEffect, useRef, useState } from "react";
import { now, pause, SECOND } from "#app/clock.ts";
import type { ThreadView } from "#app/conversations/thread.ts";
import type { CustomerPanel } from "#app/desk/customer-panel.ts";
import { type RowChange, useDesk } from "../app.inbox/desk-context.ts";
import { readJson } from "#app/components/use-json.ts";

export interface Loaded {
  thread: ThreadView;
  panel: CustomerPanel | null;
}

export interface LiveThread extends Loaded {
  /** Reads it anew; several calls at once make one more reading. */
  refresh(): Promise<void>;
  loadOlder(): Promise<void>;
  isLoadingOlder: boolean;
  isShopperTyping: boolean;
  fault: string | null;
}

/** The open conversation, read anew whenever the stream says that it changed. */
export function useThread(loaded: Loaded): LiveThread {
  const [state, setState] = useState(loaded);
  const [fault, setFault] = useState<string | null>(null);
  const { onChange, place } = useDesk();
  const { id } = loaded.thread;
  const read = useCallback(async () => {
    const answer = await readJson<Loaded & RowChange>(`/app/threads/${id}?open`);
    setFault(answer.ok ? null : answer.say);
    if (!answer.ok) return;
    const { thread, panel, ...change } = answer.data;
    setState((before) => ({ panel, thread: joinThreads(before.thread, thread) }));
    place(change);
  }, [id, place]);
  const refresh = useOneAtATime(read);
  const { isShopperTyping, hearTyping } = useTyping();
  useEffect(
    () => onChange(id, (event) => (event === "typing" ? hearTyping() : void refresh())),
    [id, onChange, refresh, hearTyping],
  );
  const older = useOlder(state.thread, setState);
  return { ...state, ...older, refresh, isShopperTyping, fault };
}

/** The newer reading, with the older pages that were loaded above it, where they meet. */
export function joinThreads(before: ThreadView, read: ThreadView): ThreadView {
  if (read.version < before.version) return before;
  const first = read.messages[0]?.seq ?? 0;
  const above = before.messages.filter(({ seq }) => seq < first);
  if (!above.length || above.at(-1)!.seq !== first - 1) return read;
  return { ...read, messages: [...above, ...read.messages], hasOlder: before.hasOlder };
}

function useOneAtATime(read: () => Promise<void>): () => Promise<void> {
  const running = useRef<Promise<void> | null>(null);
  const isWanted = useRef(false);
  return useCallback(() => {
    isWanted.current = true;
    running.current ??= (async () => {
      while (isWanted.current) {
        isWanted.current = false;
        await read();
      }
      running.current = null;
    })();
    return running.current;
  }, [read]);
}

function useOlder(thread: ThreadView, setState: (change: (before: Loaded) => Loaded) => void) {
  const [isLoadingOlder, setIsLoading] = useState(false);
  const loadOlder = useCallback(async () => {
    const before = thread.messages[0]?.seq;
    if (before === undefined) return;
    setIsLoading(true);
    const answer = await readJson<{ thread: ThreadView }>(`/app/threads/${thread.id}?before=${before}`);
    setIsLoading(false);
    if (!answer.ok) return;
    const { messages, hasOlder } = answer.data.thread;
    setState(({ panel, thread: current }) => {
      const fresh = messages.filter(({ seq }) => seq < (current.messages[0]?.seq ?? 0));
      return { panel, thread: { ...current, hasOlder, messages: [...fresh, ...current.messages] } };
    });
  }, [thread.id, thread.messages, setState]);
  return { isLoadingOlder, loadOlder };
}

const TYPING_MS = 5 * SECOND;

function useTyping() {
  const [isShopperTyping, setIsTyping] = useState(false);
  const heardAt = useRef(0);
  const hearTyping = useCallback(() => {
    heardAt.current = now().getTime();
    setIsTyping(true);
    void pause(TYPING_MS).then(() => {
      if (now().getTime() - heardAt.current >= TYPING_MS - 50) setIsTyping(false);
    });
  }, []);
  return { isShopperTyping, hearTyping };
}
