import { Notice } from "./notice.tsx";

export interface ActionAnswer {
  /** Which form it answers. */
  form: string;
  /** Of which row, where a list has the same form in each. */
  id?: string;
  done?: string;
  fault?: string;
}

interface Props {
  answer: ActionAnswer | undefined;
  form: string;
  id?: string | undefined;
}

/** What an action answered to this form, of this row: a failure stays until the next try. */
export function ActionNotice({ answer, form, id }: Props) {
  if (answer?.form !== form || answer.id !== id || !answer.fault) return null;
  return (
    <div role="alert">
      <Notice tone="critical">{answer.fault}</Notice>
    </div>
  );
}
