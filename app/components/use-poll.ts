import { useEffect, useRef } from "react";
import { pause } from "#app/clock.ts";

/** Does `work` every now and then while it is wanted and somebody looks at the page. */
export function usePoll(isWanted: boolean, milliseconds: number, work: () => void): void {
  const latest = useRef(work);
  latest.current = work;
  useEffect(() => {
    let isOver = !isWanted;
    const run = async () => {
      while (!isOver) {
        await pause(milliseconds);
        if (!isOver && document.visibilityState === "visible") latest.current();
      }
    };
    void run();
    return () => {
      isOver = true;
    };
  }, [isWanted, milliseconds]);
}
