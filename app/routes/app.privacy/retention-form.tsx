import { Form, useNavigation } from "@remix-run/react";
import { type ActionAnswer, ActionNotice } from "#app/components/action-notice.tsx";
import { Button } from "#app/components/button.tsx";
import { Pick } from "#app/components/fields.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Section } from "#app/components/section.tsx";
import { RETENTION, type Retention, type RetentionDays, type RetentionKind } from "#app/privacy/retention.ts";

export interface RetentionAnswer extends ActionAnswer {
  /** What would be deleted: saved only once the merchant has agreed to it. */
  loses?: { kind: RetentionKind; rows: number }[];
  asked?: string;
}

interface Props {
  retention: Retention;
  answer: RetentionAnswer | undefined;
}

/** How long what is kept. A shorter period says first what it deletes. */
export function RetentionForm({ retention, answer }: Props) {
  const { state, formData } = useNavigation();
  const isBusy = state !== "idle" && formData?.get("form") === "retention";
  const loses = answer?.form === "retention" ? answer.loses : undefined;
  return (
    <Section title="How long it is kept">
      <Form method="post" className="tl-form" preventScrollReset>
        <input type="hidden" name="form" value="retention" />
        <ActionNotice answer={answer} form="retention" />
        {RETENTION.map(({ kind, choices }) => (
          <Pick
            key={kind}
            name={kind}
            label={WORDS[kind].label}
            help={WORDS[kind].help}
            initial={wordOf(retention[kind])}
            options={choices.map((days) => ({ value: wordOf(days), label: sayPeriod(days) }))}
          />
        ))}
        {loses && (
          <div role="alert">
            <Notice tone="critical" title="This deletes for good, from tonight on">
              <input type="hidden" name="agreed" value={answer?.asked} />
              <ul>
                {loses.map(({ kind, rows }) => (
                  <li key={kind}>
                    {rows.toLocaleString("en")} {WORDS[kind].rows(rows)}
                  </li>
                ))}
              </ul>
            </Notice>
          </div>
        )}
        <div className="tl-form-foot">
          <Button submits isBusy={isBusy} kind={loses ? "danger" : "ordinary"}>
            {loses ? "Delete and save" : "Save"}
          </Button>
        </div>
      </Form>
    </Section>
  );
}

const KEEP = "keep";
const wordOf = (days: RetentionDays): string => (days === null ? KEEP : String(days));
export const daysOf = (value: unknown): RetentionDays => (value === KEEP ? null : Number(value));

function sayPeriod(days: RetentionDays): string {
  if (days === null) return "Until the customer asks, or you uninstall";
  if (days < 365) return `${Math.round(days / 30)} months`;
  return days === 365 ? "1 year" : `${days / 365} years`;
}

const WORDS: Record<RetentionKind, { label: string; help: string; rows(count: number): string }> = {
  conversations: {
    label: "Conversations",
    help: "After the last message: messages, notes and pictures, and visitors known by nothing else. A stop stays in force.",
    rows: (count) => (count === 1 ? "conversation" : "conversations"),
  },
  orders: {
    label: "Our copy of orders and parcels",
    help: "After the last change. Your orders in Shopify are not touched.",
    rows: (count) => (count === 1 ? "order's copy" : "orders' copies"),
  },
  accesses: {
    label: "Who looked at whom",
    help: "A year at the least: it is your proof of who saw customer data.",
    rows: (count) => (count === 1 ? "line of the access log" : "lines of the access log"),
  },
};
