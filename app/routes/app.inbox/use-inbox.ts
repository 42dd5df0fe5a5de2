import { useRevalidator } from "@remix-run/react";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { now, SECOND } from "#app/clock.ts";
import type { LiveEvent } from "#app/components/live-stream.ts";
import { useLive } from "#app/components/use-live.ts";
import type { InboxRow, InboxView } from "#app/conversations/inbox.ts";
import type { Desk, RowChange } from "./desk-context.ts";
import { readJson } from "#app/components/use-json.ts";

interface Loaded {
  view: InboxView;
  cursor: string;
  list: { rows: InboxRow[]; next: string | null };
  counts: Record<InboxView, number>;
}

interface State {
  view: InboxView;
  rows: InboxRow[];
  next: string | null;
  counts: Record<InboxView, number>;
}

type Step =
  | { as: "loaded"; loaded: Loaded }
  | { as: "more"; view: InboxView; list: Loaded["list"] }
  | { as: "placed"; change: RowChange };

export interface Inbox extends State {
  isLive: boolean;
  isLoadingMore: boolean;
  fault: string | null;
  loadMore(): void;
  desk: Pick<Desk, "isLive" | "onChange" | "place" | "readRow">;
}

/** The list as it stands now: what was loaded, moved on by the stream, one row read anew for each changed thread. */
export function useInbox(loaded: Loaded): Inbox {
  const [state, dispatch] = useReducer(step, loaded, opening);
  useEffect(() => dispatch({ as: "loaded", loaded }), [loaded]);
  const place = useCallback((change: RowChange) => dispatch({ as: "placed", change }), []);
  const { hear, onChange, readRow } = useRooms(place);
  const { revalidate } = useRevalidator();
  const isLive = useLive(loaded.cursor, (event) => {
    if (OF_MANY.has(event.data.name ?? "")) revalidate();
    hear(event);
  });
  const more = useMore(state, dispatch);
  return { ...state, ...more, isLive, desk: { isLive, onChange, place, readRow } };
}

/** Who is on the team, and what was theirs: told once for any number of conversations. */
const OF_MANY = new Set(["staff.removed", "staff.role-changed", "conversations.let-go"]);

const opening = ({ view, list, counts }: Loaded): State => ({ view, ...list, counts });

function step(state: State, taken: Step): State {
  if (taken.as === "loaded") return opening(taken.loaded);
  if (taken.as === "more") {
    if (taken.view !== state.view) return state;
    const known = new Set(state.rows.map(({ id }) => id));
    const rows = [...state.rows, ...taken.list.rows.filter(({ id }) => !known.has(id))];
    return { ...state, rows, next: taken.list.next };
  }
  const { row, views, counts } = taken.change;
  const others = state.rows.filter(({ id }) => id !== row.id && !row.parts.includes(id));
  if (!views.includes(state.view)) return { ...state, rows: others, counts };
  const rows = [...others, row].sort((a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id));
  // Below the loaded part it would stand in the wrong place: "more" brings it.
  const isBeyond = state.next !== null && rows.at(-1) === row;
  return { ...state, rows: isBeyond ? others : rows, counts };
}

function useMore(state: State, dispatch: (step: Step) => void) {
  const [isLoadingMore, setIsLoadingMore] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const loadMore = useCallback(async () => {
    if (!state.next) return;
    setIsLoadingMore(true);
    const address = `/app/rows?view=${state.view}&cursor=${encodeURIComponent(state.next)}`;
    const read = await readJson<Loaded["list"]>(address);
    setIsLoadingMore(false);
    setFault(read.ok ? null : read.say);
    if (read.ok) dispatch({ as: "more", view: state.view, list: read.data });
  }, [state.next, state.view, dispatch]);
  // Colleagues took all that was shown: there are others below, which wait just as long.
  const isShownEmpty = state.rows.length === 0 && state.next !== null;
  useEffect(() => {
    if (isShownEmpty) void loadMore();
  }, [isShownEmpty, loadMore]);
  return { isLoadingMore, fault, loadMore };
}

type Hear = (event: "changed" | "typing") => void;

/** Who wants to know of which conversation. A change that nobody is open for is read as a row. */
function useRooms(place: (change: RowChange) => void) {
  const rooms = useRef(new Map<string, Hear>());
  const changedAt = useRef(new Map<string, number>());
  const reading = useRef(new Map<string, "once" | "again">());
  const readRow = useCallback(
    async (id: string) => {
      const isOnItsWay = reading.current.has(id);
      reading.current.set(id, isOnItsWay ? "again" : "once");
      if (isOnItsWay) return;
      let isStale = true;
      while (isStale) {
        reading.current.set(id, "once");
        const read = await readJson<RowChange>(`/app/threads/${id}`);
        if (read.ok) place(read.data);
        // It is shown in another thread, which may be open.
        if (read.ok && read.data.row.id !== id) rooms.current.get(read.data.row.id)?.("changed");
        isStale = reading.current.get(id) === "again";
      }
      reading.current.delete(id);
    },
    [place],
  );
  const hear = useCallback(
    ({ event, data }: LiveEvent) => {
      // Nobody knows what has changed: the list comes anew by itself, the open threads do not.
      if (event === "hello" || data.name === "conversations.let-go")
        for (const room of rooms.current.values()) room("changed");
      const id = data.conversationId;
      if (!id) return;
      if (event === "typing") return rooms.current.get(id)?.("typing");
      changedAt.current.set(id, now().getTime());
      const room = rooms.current.get(id);
      if (room) room("changed");
      else void readRow(id);
    },
    [readRow],
  );
  const onChange = useCallback((id: string, listener: Hear) => {
    rooms.current.set(id, listener);
    // It may have changed between its reading and now.
    if (now().getTime() - (changedAt.current.get(id) ?? 0) < 15 * SECOND) listener("changed");
    return () => void (rooms.current.get(id) === listener && rooms.current.delete(id));
  }, []);
  return { hear, onChange, readRow };
}
