import { CHANNEL_WORDS } from "#app/components/channel-words.ts";
import { type DeliveryWords, sayDelivery } from "#app/components/delivery-words.ts";
import { OrderCard } from "#app/components/order-card.tsx";
import { PlainText } from "#app/components/plain-text.tsx";
import { Moment } from "#app/components/time.tsx";
import type { StaffMessageView } from "#app/conversations/thread.ts";
import { MessageFile } from "./message-file.tsx";
import { Story } from "./story.tsx";
import { WholeMail } from "./whole-mail.tsx";
import { useDesk } from "../app.inbox/desk-context.ts";

interface Props {
  message: StaffMessageView;
  customer: string;
  /** The parcel it is about, in words; null where that is not known. */
  about: string | null;
}

/** A message as it stands in the thread; an internal note looks like no message. */
export function Message({ message, customer, about }: Props) {
  const { me } = useDesk();
  const side = message.direction === "note" ? "note" : message.from;
  const author = authorOf(message, customer, me.id);
  // Only the chat shows cards; a text says the same in words.
  const card = message.channel === "chat" ? message.card : null;
  return (
    <article className="tl-message" data-side={side} data-author={message.author.kind} data-seq={message.seq}>
      <p className="tl-message-author">
        {side === "note" ? `Internal note · ${author}` : author}
        <span className="tl-quiet">
          {side === "note" ? " · " : ` · ${CHANNEL_WORDS[message.channel].message} · `}
          <Moment at={message.at} style="time" />
        </span>
      </p>
      {about && <p className="tl-message-author tl-quiet">{`About ${about}`}</p>}
      {message.story && <Story story={message.story} />}
      <div className="tl-bubble">
        {message.text && <PlainText text={message.text} />}
        {message.files.map((file) => (
          <MessageFile key={file.id} file={file} author={author} />
        ))}
        {card && <OrderCard card={card} />}
        {message.link && !card && (
          <a href={message.link.url} target="_blank" rel="noopener noreferrer">
            {message.link.label}
          </a>
        )}
      </div>
      {message.hasMail && <WholeMail id={message.id} />}
      {message.choices.length > 0 && (
        <p className="tl-choices">
          <span className="tl-heard">Offered: </span>
          {message.choices.map(({ id, label }) => (
            <span key={id}>{label}</span>
          ))}
        </p>
      )}
      {message.isOneWay && <p className="tl-delivery">Sent under a name: they cannot answer it.</p>}
      {message.direction === "out" && message.state && !message.plannedFor && (
        <Delivery
          words={sayDelivery(message.channel, message.state, message.reason)}
          seenAt={message.seenAt}
        />
      )}
    </article>
  );
}

function authorOf({ author, authorId }: StaffMessageView, customer: string, me: string): string {
  if (author.kind === "shopper") return customer;
  if (author.kind === "assistant") return "Assistant";
  if (author.kind === "system") return "Threadline";
  return authorId === me ? "You" : (author.name ?? "A colleague");
}

function Delivery({ words, seenAt }: { words: DeliveryWords; seenAt: string | null }) {
  if (!words.short) return null;
  return (
    <p className="tl-delivery" data-tone={words.tone}>
      {words.short}
      {seenAt && (
        <>
          {", seen "}
          <Moment at={seenAt} style="full" />
        </>
      )}
      {words.why && <span className="tl-delivery-why"> {words.why}</span>}
    </p>
  );
}
