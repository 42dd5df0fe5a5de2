import { CHANNEL_WORDS } from "#app/components/channel-words.ts";
import { Link, useLocation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { Button } from "#app/components/button.tsx";
import { Pick } from "#app/components/fields.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Sign } from "#app/components/sign.tsx";
import { Tag } from "#app/components/tag.tsx";
import type { ThreadView } from "#app/conversations/thread.ts";
import { useDesk } from "../app.inbox/desk-context.ts";
import { SHORTCUT, type ShortcutName } from "../app.inbox/use-shortcuts.ts";
import type { Acts } from "./use-acts.ts";
import { wasReadOn } from "./use-thread.ts";

interface Props {
  thread: ThreadView;
  name: string;
  /** How many others may be the same person. */
  matches: number;
  acts: Acts;
  onPanel(): void;
}

export function ThreadHeader({ thread, name, matches, acts, onPanel }: Props) {
  const { me, view } = useDesk();
  const isClosed = thread.status === "closed";
  useCloseShortcut(me.mayReply, acts.toggleClosed);
  const heading = useFocusWhenReadOn();
  return (
    <header className="tl-thread-head">
      <div className="tl-thread-title">
        <Link to={`/app/inbox?view=${view}`} className="tl-back" aria-label="Back to the list">
          <Sign name="back" />
        </Link>
        <div className="tl-thread-who">
          <h2 ref={heading} tabIndex={-1}>
            {name}
          </h2>
          <p className="tl-quiet">
            {CHANNEL_WORDS[thread.channel].name}
            {matches > 0 && ` · ${matches === 1 ? "1 possible match" : `${matches} possible matches`}`}
          </p>
        </div>
        {isClosed ? <Tag>Closed</Tag> : !thread.handedOver && <Tag tone="info">Assistant</Tag>}
        <button type="button" className="tl-panel-open" onClick={onPanel}>
          Orders
        </button>
      </div>
      {me.mayReply && <Controls thread={thread} acts={acts} isClosed={isClosed} />}
      {acts.fault && (
        <Notice tone="critical" onDismiss={acts.dismissFault}>
          {acts.fault}
        </Notice>
      )}
    </header>
  );
}

function Controls({ thread, acts, isClosed }: { thread: ThreadView; acts: Acts; isClosed: boolean }) {
  return (
    <div className="tl-controls">
      <Assignee thread={thread} acts={acts} />
      <Button onClick={acts.toggleClosed} isBusy={acts.busy === "close"}>
        {isClosed ? "Reopen" : "Close"}
      </Button>
    </div>
  );
}

/** Says whose it is, whatever was chosen: a choice that came to nothing is seen to. */
function Assignee({ thread, acts }: { thread: ThreadView; acts: Acts }) {
  const { me, team } = useDesk();
  const [chosen, setChosen] = useState("");
  const { assigneeId, assigneeName } = thread;
  const isBusy = acts.busy === "assign";
  const others = team.filter(({ id }) => id !== me.id).map(({ id, name }) => ({ value: id, label: name }));
  const options = [{ value: "", label: "Unassigned" }, { value: me.id, label: "Me" }, ...others];
  if (assigneeId && !options.some(({ value }) => value === assigneeId))
    options.push({ value: assigneeId, label: assigneeName ?? "Somebody else" });
  // Never disabled, which would take the focus from whoever chose by keyboard.
  const assign = (value: string) => {
    if (acts.busy) return;
    setChosen(value);
    acts.assign(value || null);
  };
  return (
    <Pick
      label="Assigned to"
      name="assignee"
      labelHidden
      value={isBusy ? chosen : (assigneeId ?? "")}
      options={options}
      onChange={assign}
    />
  );
}

/** Whoever was led here from another thread, by a merge or its undoing, goes on from this one's name. */
function useFocusWhenReadOn() {
  const heading = useRef<HTMLHeadingElement>(null);
  const isReadOn = wasReadOn(useLocation().state);
  useEffect(() => {
    if (isReadOn) heading.current?.focus();
  }, [isReadOn]);
  return heading;
}

function useCloseShortcut(isOn: boolean, toggleClosed: () => void) {
  useEffect(() => {
    if (!isOn) return;
    const onShortcut = (event: Event) => {
      if ((event as CustomEvent<ShortcutName>).detail === "close") toggleClosed();
    };
    window.addEventListener(SHORTCUT, onShortcut);
    return () => window.removeEventListener(SHORTCUT, onShortcut);
  }, [isOn, toggleClosed]);
}
