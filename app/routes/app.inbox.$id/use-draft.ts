import { useCallback, useEffect, useRef, useState } from "react";

export interface Draft {
  mode: "reply" | "note";
  text: string;
  /** Unique in the database: whichever tab sends this draft, and however often, it is one message (R50). */
  clientId: string;
  /** The newest message seen when it was begun; null while it is empty. */
  seenSeq: number | null;
}

/**
 * What is being written in one conversation: survives a reload, and is the same draft in every tab. What is typed goes
 * by the newest draft, not by the one last drawn: a note begun by its key and typed at once must never become a reply.
 */
export function useDraft(conversationId: string) {
  const key = `threadline:draft:${conversationId}`;
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const newest = useRef(draft);
  const take = useCallback((next: Draft) => {
    newest.current = next;
    setDraft(next);
  }, []);
  useEffect(() => {
    const stored = recall(key);
    if (stored) take(stored);
    const onStorage = (event: StorageEvent) => {
      if (event.key === key) take(recall(key) ?? emptyDraft());
    };
    window.addEventListener("storage", onStorage);
    return () => window.removeEventListener("storage", onStorage);
  }, [key, take]);
  const change = useCallback(
    (next: Draft) => {
      take(next);
      remember(key, next.text ? next : null);
    },
    [key, take],
  );
  const write = useCallback(
    (text: string, lastSeq: number) => {
      const { mode, seenSeq } = newest.current;
      change(text ? { ...newest.current, text, seenSeq: seenSeq ?? lastSeq } : emptyDraft(mode));
    },
    [change],
  );
  const setMode = useCallback((mode: Draft["mode"]) => change({ ...newest.current, mode }), [change]);
  const clear = useCallback(() => change(emptyDraft(newest.current.mode)), [change]);
  return { draft, newest, write, setMode, clear, restore: change };
}

const emptyDraft = (mode: Draft["mode"] = "reply"): Draft => ({
  mode,
  text: "",
  clientId: crypto.randomUUID(),
  seenSeq: null,
});

/** Storage may be off, or walled away in a frame: then a draft lives as long as the page. */
export function remember(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Nothing to do: see above.
  }
}

export function recall<T = Draft>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as T | null;
  } catch {
    return null;
  }
}
