import { useNavigate } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { now, pause, SECOND } from "#app/clock.ts";
import type { ThreadView } from "#app/conversations/thread.ts";
import { joinNews, type ThreadNews } from "#app/conversations/thread-news.ts";
import { type RowChange, useDesk } from "../app.inbox/desk-context.ts";
import { readJson } from "#app/components/use-json.ts";
import { useOneAtATime } from "./use-one-at-a-time.ts";
import { type Beside, usePanel } from "./use-panel.ts";

export interface Loaded extends Beside {
  thread: ThreadView;
}

export interface LiveThread extends Loaded {
  /** Reads its news; several calls at once make one more reading. */
  refresh(): Promise<void>;
  /** Reads at once what stands beside it. */
  refreshPanel(): Promise<void>;
  loadOlder(): Promise<void>;
  isLoadingOlder: boolean;
  isShopperTyping: boolean;
  fault: string | null;
}

/** Says of a navigation that the reader was led from one thread into another. */
const READ_ON = { isReadOn: true };
export const wasReadOn = (state: unknown): boolean => (state as typeof READ_ON | null)?.isReadOn === true;

/** The open conversation: what is new in it is read whenever the stream says that it changed. */
export function useThread(loaded: Loaded): LiveThread {
  const [thread, setThread] = useState(loaded.thread);
  const [fault, setFault] = useState<string | null>(null);
  const shown = useRef(thread);
  shown.current = thread;
  const { onChange, place, readRow, view } = useDesk();
  const navigate = useNavigate();
  const { id } = loaded.thread;
  const { panel, ways, panelFault, refreshPanel, followPanel } = usePanel(id, {
    panel: loaded.panel,
    ways: loaded.ways,
  });
  const read = useCallback(
    async (what: string): Promise<void> => {
      const answer = await readJson<{ thread: ThreadView | ThreadNews } & RowChange>(
        `/app/threads/${id}?${what}`,
      );
      setFault(answer.ok ? null : answer.say);
      if (!answer.ok) return;
      const { thread, row, views, counts } = answer.data;
      place({ row, views, counts });
      const readOn = (other: string) =>
        navigate(`/app/inbox/${other}?view=${view}`, { replace: true, state: READ_ON });
      // Somebody merged it into another meanwhile: that one is where it is read on.
      if (thread.id !== id) return readOn(thread.id);
      const [left, ...more] = shown.current.threads.filter((one) => !thread.threads.includes(one));
      // Those have a row of their own again, of which this conversation's room has kept the news.
      for (const one of left ? [left, ...more] : []) void readRow(one);
      if (left && !thread.messages.length) return readOn(left);
      const joined = joinNews(shown.current, thread);
      if (!joined) return read("open");
      setThread((before) => joinNews(before, thread) ?? joined);
    },
    [id, place, readRow, navigate, view],
  );
  const refresh = useOneAtATime(useCallback(() => read(newsOf(shown.current)), [read]));
  const { isShopperTyping, hearTyping } = useTyping();
  const threads = thread.threads.join();
  useEffect(() => {
    const hear = (event: "changed" | "typing") => {
      if (event === "typing") return hearTyping();
      void refresh();
      void followPanel();
    };
    const stops = threads.split(",").map((one) => onChange(one, hear));
    return () => {
      for (const stop of stops) stop();
    };
  }, [threads, onChange, refresh, followPanel, hearTyping]);
  const older = useOlder(thread, setThread);
  return {
    thread,
    panel,
    ways,
    ...older,
    refresh,
    refreshPanel,
    isShopperTyping,
    fault: fault ?? panelFault,
  };
}

/** Threads that are shown as one have a version each: there is no news of them, only the whole. */
const newsOf = ({ threads, version }: ThreadView) => (threads.length > 1 ? "open" : `since=${version}`);

function useOlder(thread: ThreadView, setThread: (change: (before: ThreadView) => ThreadView) => void) {
  const [isLoadingOlder, setIsLoading] = useState(false);
  const loadOlder = useCallback(async () => {
    const before = thread.messages[0]?.id;
    if (!before) return;
    setIsLoading(true);
    const answer = await readJson<{ thread: ThreadView }>(`/app/threads/${thread.id}?before=${before}`);
    setIsLoading(false);
    if (!answer.ok) return;
    const { messages, hasOlder } = answer.data.thread;
    setThread((current) => {
      const fresh = messages.filter(({ id }) => !current.messages.some((known) => known.id === id));
      return { ...current, hasOlder, messages: [...fresh, ...current.messages] };
    });
  }, [thread.id, thread.messages, setThread]);
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
