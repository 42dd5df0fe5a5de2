import { createContext, useContext } from "react";
import type { InboxRow, InboxView } from "#app/conversations/inbox.ts";

export interface RowChange {
  row: InboxRow;
  views: InboxView[];
  counts: Record<InboxView, number>;
}

export interface Desk {
  me: { id: string; name: string; mayReply: boolean; mayManage: boolean };
  team: { id: string; name: string }[];
  view: InboxView;
  isLive: boolean;
  /** Calls `hear` when this conversation changed; returns how to stop. Tells at once of a change just missed. */
  onChange(conversationId: string, hear: (event: "changed" | "typing") => void): () => void;
  /** A row read together with its thread. */
  place(change: RowChange): void;
  /** Reads the row of a thread that is not open, and places it. */
  readRow(conversationId: string): Promise<void>;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("a conversation stands outside the inbox");
  return desk;
}
