import { Button } from "#app/components/button.tsx";
import { Section } from "#app/components/section.tsx";

/** Where owners set up how consent comes in. */
export function Ways() {
  return (
    <Section title="How consent comes in">
      <p className="tl-quiet">
        The checkout's boxes come from Shopify by themselves. Besides, shoppers join by a word, a code to scan
        or a list you bring.
      </p>
      <div className="tl-form-foot tl-gap">
        <Button url="/app/consent/join">Words that join</Button>
        <Button url="/app/consent/words">How you ask</Button>
        <Button url="/app/consent/import">Bring a list</Button>
      </div>
    </Section>
  );
}
