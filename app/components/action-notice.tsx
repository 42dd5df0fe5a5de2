import { Notice } from "./notice.tsx";

export interface ActionAnswer {
  /** Which form it answers. */
  form: string;
  done?: string;
  fault?: string;
}

/** What an action answered to this form: a failure stays until the next try. */
export function ActionNotice({ answer, form }: { answer: ActionAnswer | undefined; form: string }) {
  if (answer?.form !== form || !answer.fault) return null;
  return (
    <div role="alert">
      <Notice tone="critical">{answer.fault}</Notice>
    </div>
  );
}
