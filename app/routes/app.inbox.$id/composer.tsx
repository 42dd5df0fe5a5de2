import { type ClipboardEvent, type DragEvent, type KeyboardEvent, useEffect, useRef } from "react";
import { flushSync } from "react-dom";
import type { Channel } from "#app/channels/channel.ts";
import { now, SECOND } from "#app/clock.ts";
import { CHANNEL_WORDS } from "#app/components/channel-words.ts";
import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { readJson } from "#app/components/use-json.ts";
import type { Judged } from "#app/conversations/composer-rules.ts";
import { DRAFT_FAULTS } from "#app/conversations/composer-words.ts";
import type { ThreadView } from "#app/conversations/thread.ts";
import type { ThreadWays } from "#app/conversations/way.ts";
import { HowItGoes } from "./how-it-goes.tsx";
import { AttachButton, Attachments } from "./attachments.tsx";
import { useAttachments } from "./use-attachments.ts";
import { useDesk } from "../app.inbox/desk-context.ts";
import { SHORTCUT, type ShortcutName } from "../app.inbox/use-shortcuts.ts";
import { SendLater } from "./send-later.tsx";
import { TextMeter } from "./text-meter.tsx";
import { type Draft, isEmpty, type useDraft } from "./use-draft.ts";
import { maySend, useJudged } from "./use-judged.ts";
import type { Refused } from "./use-outbox.ts";

interface Props {
  thread: ThreadView;
  ways: ThreadWays;
  /** The clock the shopper most likely lives by. */
  zone: string | null;
  name: string;
  draft: ReturnType<typeof useDraft>;
  refused: Refused | null;
  onSend(draft: Draft, anyway: boolean): void;
}

/** Where staff write: a reply that leaves the house, or a note that never does. */
export function Composer({ thread, ways, zone, name, draft: held, refused, onSend }: Props) {
  const { draft } = held;
  const form = useRef<HTMLFormElement>(null);
  const isNote = draft.mode === "note";
  const { at, judged } = useJudged(ways, held);
  const warning = useWarning(thread, draft, refused);
  const tellTyping = useTypingNotice(thread);
  useFocusShortcuts(form, held.setMode);
  const attached = useAttachments(held);
  const files = isNote ? [] : (draft.files ?? []);
  const send = () => {
    const newest = held.newest.current;
    if (attached.isBusy || !maySend(ways, newest, at)) return;
    const words = newest.text.trim();
    const isTemplate = newest.mode === "reply" && newest.template;
    onSend(
      isTemplate ? { ...newest, text: "", shown: judged.text } : { ...newest, text: words },
      warning !== null,
    );
    held.clear();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method is composing, Enter picks a word.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || !isWriting(event)) return;
    event.preventDefault();
    // Told first, sent by a second, deliberate press.
    if (!warning || event.metaKey || event.ctrlKey) send();
  };
  const isPlanned = !isNote && draft.sendAt && new Date(draft.sendAt) > at;
  return (
    <form
      ref={form}
      className="tl-composer"
      data-mode={draft.mode}
      {...(!isNote && takesFiles(attached.add))}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {warning && (
        <Notice tone="warning" title={warning}>
          Read it above before you send. Enter alone does not send now; Ctrl + Enter does.
        </Notice>
      )}
      {refused && !refused.isWarning && refused.draft.clientId === draft.clientId && !saysItself(judged) && (
        <Notice tone="critical" title="It was not sent.">
          {refused.say}
        </Notice>
      )}
      <Modes mode={draft.mode} onMode={held.setMode} />
      {!isNote && (
        <HowItGoes ways={ways} judged={judged} at={at} zone={zone} draft={draft} onChoose={held.choose} />
      )}
      {(isNote || !judged.template) && (
        <textarea
          rows={2}
          aria-label={isNote ? "Internal note" : `Reply to ${name}`}
          aria-describedby="composer-help"
          placeholder={isNote ? "Only your team sees this" : sayPlaceholder(name, judged.way ?? thread)}
          value={draft.text}
          onChange={(event) => {
            held.write(event.target.value);
            if (!isNote && event.target.value) tellTyping();
          }}
        />
      )}
      {!isNote && <Attachments files={files} held={attached} onDetach={held.detach} />}
      {!isNote && <TextMeter judged={judged} onText={held.write} />}
      <div className="tl-composer-foot">
        {!isNote && <AttachButton onFiles={attached.add} />}
        <p id="composer-help" className="tl-quiet">
          {isNote ? "Never sent to the shopper" : helpOf(judged, warning !== null)}
        </p>
        {!isNote && (
          <SendLater
            sendAt={draft.sendAt}
            zone={zone}
            at={at}
            onChange={(sendAt) => held.choose({ sendAt })}
          />
        )}
        <Button kind="primary" submits isDisabled={!maySend(ways, draft, at) || attached.isBusy}>
          {warning ? "Send anyway" : isNote ? "Add note" : isPlanned ? "Plan" : "Send"}
        </Button>
      </div>
    </form>
  );
}

const sayPlaceholder = (name: string, { channel }: { channel: Channel }): string =>
  `Reply to ${name} ${CHANNEL_WORDS[channel].by}`;

function helpOf({ refused }: Judged, isWarned: boolean): string {
  if (!refused || refused.because === "empty") return isWarned ? "" : "Enter sends";
  return DRAFT_FAULTS.includes(refused.because) ? refused.say : "";
}

/** The way says why it is shut; a notice of what the server said would say it twice. */
const saysItself = ({ refused }: Judged): boolean =>
  refused !== null && !DRAFT_FAULTS.includes(refused.because);

/** Enter presses a button, opens a list and chooses a file as everywhere. */
const isWriting = ({ target }: KeyboardEvent): boolean =>
  (target as HTMLElement).matches("textarea, input:not([type=file])");

/** Files that are dropped or pasted; what is no file goes its usual way. */
function takesFiles(add: (files: File[]) => void) {
  return {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes("Files")) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      add([...event.dataTransfer.files]);
    },
    onPaste: (event: ClipboardEvent) => {
      if (!event.clipboardData.files.length) return;
      event.preventDefault();
      add([...event.clipboardData.files]);
    },
  };
}

function Modes({ mode, onMode }: { mode: Draft["mode"]; onMode(mode: Draft["mode"]): void }) {
  return (
    <fieldset className="tl-modes">
      <legend className="tl-heard">What you write</legend>
      {(["reply", "note"] as const).map((name) => (
        <label key={name} data-on={mode === name || undefined}>
          <input type="radio" name="mode" checked={mode === name} onChange={() => onMode(name)} />
          {name === "reply" ? "Reply" : "Internal note"}
        </label>
      ))}
    </fieldset>
  );
}

/** Somebody else answered since this draft was begun: seen live, or told by the server when it was sent. */
function useWarning(thread: ThreadView, draft: Draft, refused: Refused | null): string | null {
  const { me } = useDesk();
  if (draft.mode === "note" || isEmpty(draft)) return null;
  if (refused?.isWarning && refused.draft.clientId === draft.clientId) return refused.say;
  if (draft.seenSeq === null) return null;
  const seen = draft.seenSeq;
  const answer = thread.messages.find(
    ({ seq, direction, authorId, author }) =>
      seq > seen && direction === "out" && authorId !== me.id && author.kind !== "system",
  );
  if (!answer) return null;
  const by = answer.author.kind === "assistant" ? "The assistant" : (answer.author.name ?? "A colleague");
  return `${by} answered while you were writing.`;
}

function useFocusShortcuts(form: React.RefObject<HTMLFormElement>, setMode: (mode: Draft["mode"]) => void) {
  useEffect(() => {
    const onShortcut = (event: Event) => {
      const name = (event as CustomEvent<ShortcutName>).detail;
      if (name === "close") return;
      // Drawn at once: letters that find no field would be shortcuts, and one of them closes the conversation.
      flushSync(() => setMode(name));
      const field = FIELDS.map((one) => form.current?.querySelector<HTMLElement>(one)).find(Boolean);
      field?.focus();
    };
    window.addEventListener(SHORTCUT, onShortcut);
    return () => window.removeEventListener(SHORTCUT, onShortcut);
  }, [form, setMode]);
}

/** Where one writes: words of one's own, else what a template leaves open, else which template it is. */
const FIELDS = ["textarea", ".tl-pick-template input", ".tl-pick-template select"];

const TELL_EVERY_MS = 3 * SECOND;

/** Shoppers in the chat see that somebody writes: told now and then, and whether it arrives does not matter. */
function useTypingNotice({ id, channel }: ThreadView): () => void {
  const toldAt = useRef(0);
  return () => {
    const at = now().getTime();
    if (channel !== "chat" || at - toldAt.current < TELL_EVERY_MS) return;
    toldAt.current = at;
    void readJson(`/app/threads/${id}`, { do: "typing" });
  };
}
