import type { OrderAnswer } from "#app/desk/order-answer.ts";
import { OrderCard } from "./order-card.tsx";
import { PlainText } from "./plain-text.tsx";

interface Props {
  question: string;
  /** Null while it is being read. */
  answer: OrderAnswer | null;
  /** With the facts that the chat shows beside the words. */
  withCard?: boolean;
}

/** A shopper's question and what they would hear, as it looks in the chat. */
export function Answer({ question, answer, withCard = false }: Props) {
  return (
    <div className="tl-answer">
      <p className="tl-answer-question">{question}</p>
      {answer === null && (
        <div className="tl-answer-words tl-answer-wait" aria-hidden="true">
          <span />
          <span />
          <span />
        </div>
      )}
      {answer?.ok && (
        <div className="tl-answer-words">
          <PlainText text={answer.text} />
          {withCard && <OrderCard card={answer.card} />}
        </div>
      )}
      {answer && !answer.ok && <p className="tl-answer-words tl-bad">{answer.say}</p>}
    </div>
  );
}
