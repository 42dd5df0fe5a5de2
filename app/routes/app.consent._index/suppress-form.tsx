import { Form, useNavigation } from "@remix-run/react";
import { type ActionAnswer, ActionNotice } from "#app/components/action-notice.tsx";
import { Button } from "#app/components/button.tsx";
import { TextLine } from "#app/components/fields.tsx";

/** Somebody said it on the telephone, in a letter, in the shop: staff write it down, and it holds at once. */
export function SuppressForm({ answer }: { answer: ActionAnswer | undefined }) {
  const { state, formData } = useNavigation();
  return (
    <details className="tl-gap">
      <summary>Take somebody out</summary>
      <Form method="post" className="tl-form tl-gap" preventScrollReset>
        <input type="hidden" name="form" value="suppress" />
        <ActionNotice answer={answer} form="suppress" />
        <TextLine name="address" label="Their email address or number" />
        <TextLine
          name="because"
          label="What they said, when and where"
          help="Kept as the proof. This ends everything you send there, and only they can undo it."
        />
        <div className="tl-form-foot">
          <Button submits isBusy={state !== "idle" && formData?.get("form") === "suppress"}>
            Send nothing there any more
          </Button>
        </div>
      </Form>
    </details>
  );
}
