import { Form, useNavigation } from "@remix-run/react";
import { type ActionAnswer, ActionNotice } from "#app/components/action-notice.tsx";
import { Button } from "#app/components/button.tsx";
import { PURPOSE_NAMES } from "#app/components/consent-words.ts";
import { TextLine, Tick } from "#app/components/fields.tsx";
import { Section } from "#app/components/section.tsx";

/** A new word, or another meaning of one that there is. */
export function JoinForm({ answer }: { answer: ActionAnswer | undefined }) {
  const { state, formData } = useNavigation();
  return (
    <Section title="A word of yours">
      <Form method="post" className="tl-form" preventScrollReset>
        <input type="hidden" name="form" value="join" />
        <ActionNotice answer={answer} form="join" />
        <TextLine name="word" label="Word" help="3 to 20 letters and digits, such as JOIN or TIDE20." />
        <fieldset className="tl-form">
          <legend>What they agree to by it</legend>
          {Object.entries(PURPOSE_NAMES)
            .filter(([purpose]) => purpose !== "support")
            .map(([purpose, label]) => (
              <Tick key={purpose} name={purpose} label={label} initial={purpose === "marketing"} />
            ))}
        </fieldset>
        <p className="tl-quiet">
          Cart reminders, and everything in countries that want it so, count only once they have answered YES
          to a second text.
        </p>
        <div className="tl-form-foot">
          <Button submits kind="primary" isBusy={state !== "idle" && formData?.get("form") === "join"}>
            Save word
          </Button>
        </div>
      </Form>
    </Section>
  );
}
