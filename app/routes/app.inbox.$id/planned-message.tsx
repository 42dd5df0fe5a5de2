import { Button } from "#app/components/button.tsx";
import { Moment } from "#app/components/time.tsx";
import type { StaffMessageView } from "#app/conversations/thread.ts";
import { useDesk } from "../app.inbox/desk-context.ts";
import type { Acts } from "./use-acts.ts";

/** Under a reply that waits for its time: when that is, and how to change one's mind. */
export function PlannedMessage({ message, acts }: { message: StaffMessageView; acts: Acts }) {
  const { me } = useDesk();
  const { id, plannedFor } = message;
  if (!plannedFor) return null;
  const isBusy = acts.busy === "planned";
  return (
    <div className="tl-planned">
      <p className="tl-delivery">
        Goes out <Moment at={plannedFor} style="full" />
      </p>
      {me.mayReply && (
        <p className="tl-retry">
          <Button
            small
            isDisabled={isBusy}
            onClick={() => acts.changePlanned({ do: "send-now", messageId: id })}
          >
            Send now
          </Button>
          <Button
            small
            kind="plain"
            isDisabled={isBusy}
            onClick={() => acts.changePlanned({ do: "cancel", messageId: id })}
          >
            Do not send
          </Button>
        </p>
      )}
    </div>
  );
}
