import { Form, useNavigation, useSearchParams } from "@remix-run/react";
import { useId, useState } from "react";
import { type ActionAnswer, ActionNotice } from "#app/components/action-notice.tsx";
import { Button } from "#app/components/button.tsx";
import { SPOKEN, sayLanguage } from "#app/components/code-names.ts";
import { Pick } from "#app/components/fields.tsx";
import { fromLocalField, toLocalField } from "#app/components/local-field.ts";
import { Notice } from "#app/components/notice.tsx";
import { Section } from "#app/components/section.tsx";
import { TextBlock } from "#app/components/text-block.tsx";
import { useIsHere } from "#app/components/time.tsx";
import { TOLD_HOW } from "#app/consent/told-how.ts";
import type { YesPage } from "#app/desk/yes-page.ts";
import { Choice } from "./choice.tsx";

interface Props {
  page: YesPage;
  at: string;
  answer: ActionAnswer | undefined;
}

/** At which address, to what, by which words, when and how. */
export function YesForm({ page, at, answer }: Props) {
  const [, setParams] = useSearchParams();
  const [address, setAddress] = useState(page.points[0]!.address);
  const [words, setWords] = useState("");
  const { state } = useNavigation();
  const point = page.points.find((one) => one.address === address) ?? page.points[0]!;
  const isOpen = !point.blockedBy && point.choices.some(({ stands }) => MAY_BE_ASKED.has(stands));
  return (
    <Section title="What they agreed to">
      <Form method="post" className="tl-form">
        <ActionNotice answer={answer} form="yes" />
        <div className="tl-pair tl-even">
          <Pick
            name="address"
            label="To be written to at"
            value={point.address}
            options={page.points.map((one) => ({ value: one.address, label: one.address }))}
            onChange={setAddress}
          />
          <Pick
            name="language"
            label="Language of the words"
            value={page.language}
            options={SPOKEN.map((value) => ({ value, label: sayLanguage(value) }))}
            onChange={(language) => setParams({ language }, { preventScrollReset: true })}
          />
        </div>
        {point.blockedBy && (
          <Notice tone="warning" title="Their phone company blocks your texts">
            <p>They wrote STOP to {point.blockedBy}. Only they can open it again: by texting START to it.</p>
          </Notice>
        )}
        <fieldset className="tl-form">
          <legend>Read this to them, and tick what they said yes to</legend>
          {point.choices.map((choice) => (
            <Choice
              key={`${address} ${choice.purpose}`}
              choice={choice}
              isClosed={point.blockedBy !== null}
            />
          ))}
        </fieldset>
        <div className="tl-pair tl-even">
          <Pick name="how" label="How they said it" options={TOLD_HOW.map(optionOf)} />
          <When at={at} />
        </div>
        <TextBlock
          name="words"
          label="What they said"
          help="In their words, or your note of them. It is kept as the proof with your name and cannot be changed."
          value={words}
          onChange={setWords}
          lines={3}
        />
        <div className="tl-form-foot">
          <Button submits kind="primary" isBusy={state !== "idle"} isDisabled={!isOpen}>
            Keep this yes
          </Button>
        </div>
      </Form>
    </Section>
  );
}

const MAY_BE_ASKED = new Set<string | null>([null, "pending"]);
const optionOf = (value: string) => ({ value, label: value[0]!.toUpperCase() + value.slice(1) });

/** The moment goes out as such: the server does not know the reader's clock. */
function When({ at }: { at: string }) {
  const isHere = useIsHere();
  const field = useId();
  const [saidAt, setSaidAt] = useState<string | null>(at);
  return (
    <div className="tl-field">
      <label htmlFor={field}>When, by your clock</label>
      {isHere && (
        <input
          id={field}
          type="datetime-local"
          value={saidAt ? toLocalField(new Date(saidAt)) : ""}
          max={toLocalField(new Date(at))}
          onChange={(event) => setSaidAt(fromLocalField(event.target.value))}
        />
      )}
      <input type="hidden" name="saidAt" value={saidAt ?? ""} />
    </div>
  );
}
