import type { ChosenTemplate } from "#app/conversations/composer-rules.ts";
import { useCallback, useEffect, useRef, useState } from "react";

export interface AttachedFile {
  id: string;
  url: string;
  name: string | null;
  contentType: string;
  bytes: number;
}

export interface Draft extends Chosen {
  mode: "reply" | "note";
  text: string;
  /** Uploaded, and of no message yet. */
  files?: AttachedFile[];
  /** Unique in the database: whichever tab sends this draft, and however often, it is one message (R50). */
  clientId: string;
  /** The newest message seen when it was begun; null while it is empty. */
  seenSeq: number | null;
  /** What the thread shows while it is on its way, where those are not the words that were typed. */
  shown?: string;
}

/** How it is to go out. */
export interface Chosen {
  /** The way that staff chose; not said: the one the shopper wrote by last. */
  wayId?: string | null;
  template?: ChosenTemplate | null;
  /** When it is to leave. */
  sendAt?: string | null;
}

/**
 * What is being written in one conversation: survives a reload, and is the same draft in every tab. What is typed goes
 * by the newest draft, not by the one last drawn: a note begun by its key and typed at once must never become a reply.
 */
export function useDraft(conversationId: string, lastSeq: number) {
  const { draft, newest, change } = useKept(`threadline:draft:${conversationId}`, lastSeq);
  const write = useCallback(
    (text: string) => {
      const { current } = newest;
      // A reply's own words can be typed only where no template stands in their place, or one that has gone.
      const next = { ...current, text, template: current.mode === "note" ? current.template : null };
      change(isEmpty(next) ? emptiedDraft(next) : next);
    },
    [newest, change],
  );
  const attach = useCallback(
    (file: AttachedFile) => change({ ...newest.current, files: [...(newest.current.files ?? []), file] }),
    [newest, change],
  );
  const detach = useCallback(
    (id: string) =>
      change({ ...newest.current, files: newest.current.files?.filter((file) => file.id !== id) }),
    [newest, change],
  );
  const choose = useCallback((chosen: Chosen) => change({ ...newest.current, ...chosen }), [newest, change]);
  const setMode = useCallback((mode: Draft["mode"]) => change({ ...newest.current, mode }), [newest, change]);
  const clear = useCallback(() => change(leftOf(newest.current)), [newest, change]);
  /** Gives back what was not sent. False, and nothing changed, where something else is being written by now. */
  const restore = useCallback(
    (given: Draft): boolean => {
      const hasRoom = isEmpty(newest.current) && newest.current.mode === given.mode;
      if (hasRoom) change(given);
      return hasRoom;
    },
    [newest, change],
  );
  return { draft, newest, write, attach, detach, choose, setMode, clear, restore };
}

/** A draft in the browser's storage. From its first content on it knows how much of the thread its writer had seen. */
function useKept(key: string, lastSeq: number) {
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const newest = useRef(draft);
  const seen = useRef(lastSeq);
  seen.current = lastSeq;
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
      take({ ...next, seenSeq: isEmpty(next) ? null : (next.seenSeq ?? seen.current) });
      remember(key, isEmpty(next) ? null : newest.current);
    },
    [key, take],
  );
  return { draft, newest, change };
}

export const isEmpty = ({ text, files = [], template }: Draft): boolean =>
  !text && !files.length && !template;

/** What waits once it has gone out: a note takes its words alone, a template leaves words of one's own where they were. */
function leftOf(sent: Draft): Draft {
  if (sent.mode === "note") return { ...sent, text: "", clientId: crypto.randomUUID() };
  return { ...emptiedDraft(sent), text: sent.template ? sent.text : "" };
}

/** The next one goes out the way that was chosen for this one, until the shopper writes another way. */
const emptiedDraft = ({ mode, wayId }: Draft): Draft => ({ ...emptyDraft(mode), ...(wayId && { wayId }) });

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
