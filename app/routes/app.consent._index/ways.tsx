import { Button } from "#app/components/button.tsx";
import { Section } from "#app/components/section.tsx";

/** Where owners set up how consent comes in. */
export function Ways({ signUpUrl }: { signUpUrl: string }) {
  return (
    <Section title="How consent comes in">
      <p className="tl-quiet">
        The checkout's boxes come from Shopify by themselves. Besides, shoppers join by a word, a code to
        scan, your sign-up page, or a list you bring.
      </p>
      <p className="tl-gap">
        Your sign-up page, to link to from your menu or footer:{" "}
        <a href={signUpUrl} target="_blank" rel="noreferrer" className="tl-value">
          {signUpUrl}
        </a>
        . In the theme editor, the block "News sign-up" puts a form that leads there on any page.
      </p>
      <div className="tl-form-foot tl-gap">
        <Button url="/app/consent/join">Words that join</Button>
        <Button url="/app/consent/words">How you ask</Button>
        <Button url="/app/consent/import">Bring a list</Button>
      </div>
    </Section>
  );
}
