import { useCallback, useRef } from "react";

/** Does it once at a time: calls meanwhile make it happen once more. */
export function useOneAtATime(work: () => Promise<void>): () => Promise<void> {
  const running = useRef<Promise<void> | null>(null);
  const isWanted = useRef(false);
  return useCallback(() => {
    isWanted.current = true;
    running.current ??= (async () => {
      while (isWanted.current) {
        isWanted.current = false;
        await work();
      }
      running.current = null;
    })();
    return running.current;
  }, [work]);
}
