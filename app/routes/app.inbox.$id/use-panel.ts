import { useCallback, useState } from "react";
import { pause, SECOND } from "#app/clock.ts";
import { readJson } from "#app/components/use-json.ts";
import type { ThreadWays } from "#app/conversations/way.ts";
import type { CustomerPanel } from "#app/desk/customer-panel.ts";
import { useOneAtATime } from "./use-one-at-a-time.ts";

export interface Beside {
  panel: CustomerPanel | null;
  /** How the shopper can be reached. */
  ways: ThreadWays;
}

const PANEL_MS = 10 * SECOND;

/**
 * What stands beside a thread. It changes more seldom than the thread and costs more to read: with the first hint, and
 * then once in ten seconds while hints keep coming, so that it is right soon after the last.
 */
export function usePanel(conversationId: string, loaded: Beside) {
  const [beside, setBeside] = useState(loaded);
  const [panelFault, setFault] = useState<string | null>(null);
  const refreshPanel = useCallback(async () => {
    const answer = await readJson<Beside>(`/app/threads/${conversationId}?panel`);
    setFault(answer.ok ? null : answer.say);
    if (answer.ok) setBeside(answer.data);
  }, [conversationId]);
  const followPanel = useOneAtATime(
    useCallback(async () => {
      await refreshPanel();
      await pause(PANEL_MS);
    }, [refreshPanel]),
  );
  return { ...beside, panelFault, refreshPanel, followPanel };
}
