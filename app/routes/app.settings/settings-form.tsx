import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { type ActionAnswer, ActionNotice } from "#app/components/action-notice.tsx";
import { Button } from "#app/components/button.tsx";

export interface Shared {
  isLocked: boolean;
  answer: ActionAnswer | undefined;
}

interface Props extends Shared {
  form: string;
  submit: string;
  children: ReactNode;
}

/** A form of this page with its button and what came of it. */
export function SettingsForm({ form, submit, isLocked, answer, children }: Props) {
  const { state, formData } = useNavigation();
  const isBusy = state !== "idle" && formData?.get("form") === form;
  return (
    <Form method="post" className="tl-form" preventScrollReset>
      <input type="hidden" name="form" value={form} />
      <ActionNotice answer={answer} form={form} />
      {children}
      {!isLocked && (
        <div className="tl-form-foot">
          <Button submits isBusy={isBusy}>
            {submit}
          </Button>
        </div>
      )}
    </Form>
  );
}
