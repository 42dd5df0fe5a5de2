import { useCallback, useState } from "react";
import type { ActOutcome, SentAct } from "#app/desk/thread-act.ts";
import { useToast } from "#app/components/toast.ts";
import { readJson } from "#app/components/use-json.ts";
import type { LiveThread } from "./use-thread.ts";

export interface Acts {
  assign(staffId: string | null): void;
  toggleClosed(): void;
  markRead(upTo: number): void;
  /** Who is who: merge, undo, split, or not the same. */
  decide(act: SentAct): Promise<void>;
  /** A reply that was planned for later: out with it now, or take it back. */
  changePlanned(act: Extract<SentAct, { do: "send-now" | "cancel" }>): void;
  busy: "assign" | "close" | "person" | "planned" | null;
  fault: string | null;
  dismissFault(): void;
}

/** What is said of acts whose outcome changes who is on the screen. */
const DONE: Partial<Record<SentAct["do"], string>> = {
  merge: "Shown as one person now",
  unmerge: "Shown as two people again",
  split: "Taken out, as a person of their own",
  "settle-doubt": "Noted in the thread",
  "send-now": "On its way",
  cancel: "Taken back: it does not go out",
  dismiss: "Will not be suggested again",
};

/** Everything staff do in a thread besides writing. A failure stays in sight until it is dismissed (R52). */
export function useActs({ thread, refresh, refreshPanel }: LiveThread): Acts {
  const [busy, setBusy] = useState<Acts["busy"]>(null);
  const [fault, setFault] = useState<string | null>(null);
  const toast = useToast();
  const { id, status } = thread;
  const run = useCallback(
    async (name: NonNullable<Acts["busy"]>, act: SentAct) => {
      setBusy(name);
      const answer = await readJson<ActOutcome>(`/app/threads/${id}`, act);
      const say = answer.ok ? (answer.data.ok ? null : answer.data.say) : answer.say;
      setFault(say);
      if (!say && DONE[act.do]) toast(DONE[act.do]!);
      if (!say) await Promise.all([refresh(), name === "person" && refreshPanel()]);
      setBusy(null);
    },
    [id, refresh, refreshPanel, toast],
  );
  const markRead = useCallback(
    (upTo: number) => void readJson(`/app/threads/${id}`, { do: "read", upTo }),
    [id],
  );
  return {
    assign: (staffId) => void run("assign", { do: "assign", staffId }),
    toggleClosed: () => void run("close", { do: status === "closed" ? "reopen" : "close" }),
    markRead,
    decide: (act) => run("person", act),
    changePlanned: (act) => void run("planned", act),
    busy,
    fault,
    dismissFault: () => setFault(null),
  };
}
