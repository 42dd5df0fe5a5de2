import { Button } from "#app/components/button.tsx";
import { PlainText } from "#app/components/plain-text.tsx";
import { sayKind } from "#app/files/file-kinds.ts";
import type { Pending } from "./use-outbox.ts";

interface Props {
  item: Pending;
  onRetry(item: Pending): void;
  onDiscard(clientId: string): void;
}

/** What was just sent, before the server has shown it: at once in sight, and honest about how it stands. */
export function PendingMessage({ item, onRetry, onDiscard }: Props) {
  const isNote = item.mode === "note";
  return (
    <article
      className="tl-message"
      data-side={isNote ? "note" : "shop"}
      data-author="staff"
      data-pending={item.state}
    >
      <p className="tl-message-author">{isNote ? "Internal note · You" : "You"}</p>
      <div className="tl-bubble">
        {(item.shown ?? item.text) && <PlainText text={item.shown ?? item.text} />}
        {item.mode === "reply" &&
          item.files?.map(({ id, name, contentType }) => (
            <p key={id} className="tl-file">
              {name ?? sayKind(contentType)}
            </p>
          ))}
      </div>
      {item.state === "sending" ? (
        <p className="tl-delivery" data-tone="quiet">
          Sending
        </p>
      ) : (
        <div role="alert">
          <p className="tl-delivery" data-tone="bad">
            Not sent. <span className="tl-delivery-why">{item.say}</span>
          </p>
          <p className="tl-retry">
            <Button onClick={() => onRetry(item)} small>
              {item.anyway ? "Send anyway" : "Send again"}
            </Button>
            <Button onClick={() => onDiscard(item.clientId)} kind="plain" small>
              Discard
            </Button>
          </p>
        </div>
      )}
    </article>
  );
}
