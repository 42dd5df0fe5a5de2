import { type FormEvent, useState } from "react";
import { Answer } from "#app/components/answer.tsx";
import { Button } from "#app/components/button.tsx";
import { TextLine } from "#app/components/fields.tsx";
import { Section } from "#app/components/section.tsx";
import { readJson } from "#app/components/use-json.ts";
import type { OrderAnswer } from "#app/desk/order-answer.ts";

/** Any order of the shop, asked about as a shopper would. */
export function AskBox({ example }: { example: string }) {
  const [asked, setAsked] = useState<{ number: string; answer: OrderAnswer | null } | null>(null);
  const ask = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const number = String(new FormData(event.currentTarget).get("number") ?? "").trim();
    if (!number) return;
    setAsked({ number, answer: null });
    const read = await readJson<OrderAnswer>(`/app/answers?number=${encodeURIComponent(number)}`);
    setAsked({ number, answer: read.ok ? read.data : read });
  };
  return (
    <Section title="Ask about one of your orders">
      <form className="tl-ask" onSubmit={ask}>
        <TextLine
          label="Order number"
          labelHidden
          name="number"
          placeholder={`An order number, like ${example}`}
        />
        <Button kind="primary" submits isBusy={asked !== null && asked.answer === null}>
          Ask
        </Button>
      </form>
      <div aria-live="polite">
        {asked && <Answer question={`Where is my order ${asked.number}?`} answer={asked.answer} withCard />}
      </div>
    </Section>
  );
}
