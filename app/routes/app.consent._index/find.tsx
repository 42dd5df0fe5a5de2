import { Form, useNavigation } from "@remix-run/react";
import { type ActionAnswer, ActionNotice } from "#app/components/action-notice.tsx";
import { Button } from "#app/components/button.tsx";
import { TextLine } from "#app/components/fields.tsx";
import { Section } from "#app/components/section.tsx";

/** One address: what it agreed to, and the proof. */
export function Find({ answer }: { answer: ActionAnswer | undefined }) {
  const { state, formData } = useNavigation();
  return (
    <Section title="What did somebody agree to?">
      <Form method="post" className="tl-form">
        <input type="hidden" name="form" value="find" />
        <ActionNotice answer={answer} form="find" />
        <TextLine
          name="address"
          label="Email address or number"
          help="The whole of it. That you looked is noted under Privacy."
        />
        <div className="tl-form-foot">
          <Button submits kind="primary" isBusy={state !== "idle" && formData?.get("form") === "find"}>
            Look up
          </Button>
        </div>
      </Form>
    </Section>
  );
}
