import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import type { Doubt } from "#app/conversations/way.ts";
import type { Acts } from "./use-acts.ts";

/** They may have asked for no more promotions: nobody but a person can say. */
export function DoubtNotice({ doubts, acts }: { doubts: Doubt[]; acts: Acts }) {
  if (!doubts.length) return null;
  const isBusy = acts.busy === "person";
  const settle = (wasOptOut: boolean) => void acts.decide({ do: "settle-doubt", wasOptOut });
  return (
    <div className="tl-doubt">
      <Notice tone="warning" title="Did they mean to stop promotions?">
        <p>None goes to them until you say. Read what they wrote above.</p>
        <div className="tl-links">
          <Button onClick={() => settle(true)} isDisabled={isBusy}>
            Yes, stop them
          </Button>
          <Button onClick={() => settle(false)} isDisabled={isBusy}>
            No, they meant something else
          </Button>
        </div>
      </Notice>
    </div>
  );
}
