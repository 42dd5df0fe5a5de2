import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { ActionNotice } from "#app/components/action-notice.tsx";
import { Button } from "#app/components/button.tsx";
import type { SmsAnswer } from "./act.server.ts";

export interface Shared {
  isLocked: boolean;
  answer: SmsAnswer | undefined;
}

/** What a sender may be used for. */
export const ROLES = [
  { value: "both", label: "Service and marketing" },
  { value: "service", label: "Service only" },
  { value: "marketing", label: "Marketing only" },
];

interface Props {
  form: string;
  submit: string;
  /** Of which sender, where a form stands beside each. */
  id?: string;
  label?: string;
  small?: boolean;
  answer: SmsAnswer | undefined;
  children?: ReactNode;
}

/** A form of this page with its button and what came of it. */
export function SmsForm({ form, submit, id, label, small = false, answer, children }: Props) {
  const { state, formData } = useNavigation();
  const isMine = formData?.get("form") === form && (formData.get("id") ?? null) === (id ?? null);
  return (
    <Form method="post" className="tl-form" preventScrollReset>
      <input type="hidden" name="form" value={form} />
      {id && <input type="hidden" name="id" value={id} />}
      <ActionNotice answer={answer} form={form} id={id} />
      {children}
      <div className="tl-form-foot">
        <Button submits isBusy={state !== "idle" && isMine} small={small} {...(label && { label })}>
          {submit}
        </Button>
      </div>
    </Form>
  );
}
