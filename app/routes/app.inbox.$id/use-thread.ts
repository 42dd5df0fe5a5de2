import { useNavigate } from "@remix-run/react";
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
  const { onChange, place, view } = useDesk();
  const navigate = useNavigate();
  const { id } = loaded.thread;
  const read = useCallback(async () => {
    const answer = await readJson<Loaded & RowChange>(`/app/threads/${id}?open`);
    setFault(answer.ok ? null : answer.say);
    if (!answer.ok) return;
    const { thread, panel, ...change } = answer.data;
    place(change);
    // Somebody merged it into another meanwhile: that one is where it is read on.
    if (thread.id !== id) return navigate(`/app/inbox/${thread.id}?view=${view}`, { replace: true });
    setState((before) => ({ panel, thread: joinThreads(before.thread, thread) }));
  }, [id, place, navigate, view]);
  const refresh = useOneAtATime(read);
  const { isShopperTyping, hearTyping } = useTyping();
  const threads = state.thread.threads.join();
  useEffect(() => {
    const hear = (event: "changed" | "typing") => (event === "typing" ? hearTyping() : void refresh());
    const stops = threads.split(",").map((one) => onChange(one, hear));
    return () => {
      for (const stop of stops) stop();
    };
  }, [threads, onChange, refresh, hearTyping]);
  const older = useOlder(state.thread, setState);
  return { ...state, ...older, refresh, isShopperTyping, fault };
}

/** The newer reading, with the older pages that were loaded above it, where they meet. */
export function joinThreads(before: ThreadView, read: ThreadView): ThreadView {
  if (read.version < before.version) return before;
  const meet = before.messages.findIndex(({ id }) => id === read.messages[0]?.id);
  if (meet < 1 || !isSame(before.threads, read.threads)) return read;
  const above = before.messages.slice(0, meet);
  return { ...read, messages: [...above, ...read.messages], hasOlder: before.hasOlder };
}

const isSame = (one: string[], other: string[]) => one.join() === other.join();

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
    const before = thread.messages[0]?.id;
    if (!before) return;
    setIsLoading(true);
    const answer = await readJson<{ thread: ThreadView }>(`/app/threads/${thread.id}?before=${before}`);
    setIsLoading(false);
    if (!answer.ok) return;
    const { messages, hasOlder } = answer.data.thread;
    setState(({ panel, thread: current }) => {
      const fresh = messages.filter(({ id }) => !current.messages.some((known) => known.id === id));
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
