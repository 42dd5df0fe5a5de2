import { useEffect, useLayoutEffect, useRef } from "react";
import { Button } from "#app/components/button.tsx";
import { Moment, useIsHere } from "#app/components/time.tsx";
import type { StaffMessageView } from "#app/conversations/thread.ts";
import { aboutParcel } from "./about-parcel.ts";
import { Message } from "./message.tsx";
import { PlannedMessage } from "./planned-message.tsx";
import { PendingMessage } from "./pending-message.tsx";
import type { Acts } from "./use-acts.ts";
import type { Pending } from "./use-outbox.ts";
import type { LiveThread } from "./use-thread.ts";

interface Props {
  live: LiveThread;
  acts: Acts;
  name: string;
  pending: Pending[];
  onRetry(item: Pending): void;
  onDiscard(clientId: string): void;
}

export function MessageList({ live, acts, name, pending, onRetry, onDiscard }: Props) {
  const { thread } = live;
  const box = useStickToEnd(`${thread.messages.at(-1)?.id}:${pending.map(({ state }) => state)}`);
  return (
    <div className="tl-messages" ref={box} role="log" aria-label={`Messages with ${name}`} {...BY_KEYBOARD}>
      {thread.hasOlder && (
        <div className="tl-more">
          <Button onClick={() => void live.loadOlder()} isBusy={live.isLoadingOlder} small>
            Earlier messages
          </Button>
        </div>
      )}
      {thread.messages.map((message, index) => (
        <div key={message.id}>
          <DayLine message={message} before={thread.messages[index - 1]} />
          <Message message={message} customer={name} about={aboutParcel(message, live.panel)} />
          <PlannedMessage message={message} acts={acts} />
        </div>
      ))}
      {pending.map((item) => (
        <PendingMessage key={item.clientId} item={item} onRetry={onRetry} onDiscard={onDiscard} />
      ))}
      {live.isShopperTyping && <p className="tl-typing">{name} is writing…</p>}
      {live.fault && (
        <p className="tl-offline" role="alert">
          {live.fault} What you see may be old.{" "}
          <button
            type="button"
            className="tl-link"
            onClick={() => void Promise.all([live.refresh(), live.refreshPanel()])}
          >
            Try again
          </button>
        </p>
      )}
    </div>
  );
}

// A scrolling region must be reachable without a mouse.
const BY_KEYBOARD = { tabIndex: 0 };

/** Between messages of different days, by the reader's own calendar: the server leaves it to the browser. */
function DayLine({ message, before }: { message: StaffMessageView; before: StaffMessageView | undefined }) {
  const isHere = useIsHere();
  const dayOf = ({ at }: StaffMessageView) => (isHere ? new Date(at).toDateString() : at.slice(0, 10));
  if (before && dayOf(before) === dayOf(message)) return null;
  return (
    <p className="tl-day">
      <Moment at={message.at} style="day" />
    </p>
  );
}

/** Follows the newest message, unless the reader has scrolled up to read. */
function useStickToEnd(newest: string) {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    const element = box.current;
    const onScroll = () => {
      if (element) isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 80;
    };
    element?.addEventListener("scroll", onScroll, { passive: true });
    // The composer below grows with what is written and said in it.
    const onResize = () => isAtEnd.current && element?.scrollTo({ top: element.scrollHeight });
    const sizes = new ResizeObserver(onResize);
    if (element) sizes.observe(element);
    return () => {
      sizes.disconnect();
      element?.removeEventListener("scroll", onScroll);
    };
  }, []);
  useIsomorphicLayoutEffect(() => {
    if (newest && isAtEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [newest]);
  return box;
}

// React warns of layout effects while rendering on the server, where there is no layout.
const useIsomorphicLayoutEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;
