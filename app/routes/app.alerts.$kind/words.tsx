import { Form, useNavigate, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { ActionNotice } from "#app/components/action-notice.tsx";
import { Button } from "#app/components/button.tsx";
import { Pick, TextLine } from "#app/components/fields.tsx";
import { Section } from "#app/components/section.tsx";
import { TextBlock } from "#app/components/text-block.tsx";
import type { AlertKind } from "#app/orders/alerts/alert-kind.ts";
import { ALERT_VARIABLES } from "#app/orders/alerts/alert-variables.ts";
import type { Preview } from "#app/orders/alerts/preview-alert.ts";
import type { AlertAnswer } from "./act.server.ts";
import { PreviewBox } from "./preview-box.tsx";
import { usePreview } from "./use-preview.ts";

interface Props {
  kind: AlertKind;
  language: string;
  words: { subject: string; text: string; isOwn: boolean };
  preview: Preview;
  isLocked: boolean;
  answer: AlertAnswer | undefined;
}

const LANGUAGES = [
  { value: "en", label: "English" },
  { value: "fr", label: "French" },
  { value: "de", label: "German" },
  { value: "es", label: "Spanish" },
  { value: "it", label: "Italian" },
  { value: "pt", label: "Portuguese" },
  { value: "nl", label: "Dutch" },
  { value: "ja", label: "Japanese" },
];

/** What it says in each language, how that reads with a real parcel, and a test to oneself. */
export function Words({ kind, language, words, preview: first, isLocked, answer }: Props) {
  const [subject, setSubject] = useState(words.subject);
  const [text, setText] = useState(words.text);
  const preview = usePreview(first, { language, subject, text });
  const navigate = useNavigate();
  const { state, formData } = useNavigation();
  const isBusy = (form: string) => state !== "idle" && formData?.get("form") === form;
  const faults = preview.ok ? {} : preview.faults;
  const shared = { isDisabled: isLocked };
  const hidden = (
    <>
      <input type="hidden" name="language" value={language} />
      <input type="hidden" name="subject" value={subject} />
      <input type="hidden" name="text" value={text} />
    </>
  );
  return (
    <Section title="What it says">
      <div className="tl-form">
        <Pick
          label="Language"
          name="language"
          initial={language}
          options={LANGUAGES}
          onChange={(chosen) =>
            navigate(`/app/alerts/${kind}?language=${chosen}`, { preventScrollReset: true })
          }
        />
        <TextBlock
          {...shared}
          label="Subject of the mail"
          name="subject"
          value={subject}
          onChange={setSubject}
          error={faults.subject}
          lines={1}
        />
        <TextBlock {...shared} label="Text" name="text" value={text} onChange={setText} error={faults.text} />
        <Variables />
        <PreviewBox preview={preview} />
        <ActionNotice answer={answer} form="words" />
        {!isLocked && (
          <div className="tl-form-foot">
            <Form method="post" preventScrollReset>
              <input type="hidden" name="form" value="words" />
              {hidden}
              <Button submits kind="primary" isBusy={isBusy("words")} isDisabled={!preview.ok}>
                Save words
              </Button>
            </Form>
            {words.isOwn && (
              <Form method="post" preventScrollReset>
                <input type="hidden" name="form" value="reset" />
                {hidden}
                <Button submits isBusy={isBusy("reset")}>
                  Use our words
                </Button>
              </Form>
            )}
          </div>
        )}
      </div>
      {!isLocked && (
        <Form method="post" className="tl-form tl-gap" preventScrollReset>
          <input type="hidden" name="form" value="test" />
          {hidden}
          <ActionNotice answer={answer} form="test" />
          <TextLine
            label="Send a test to yourself"
            name="to"
            placeholder="+49 151 23456789 or you@your-shop.com"
            help="It leaves as the real one would, and stands in no conversation."
          />
          <div className="tl-form-foot">
            <Button submits isBusy={isBusy("test")} isDisabled={!preview.ok}>
              Send the test
            </Button>
          </div>
        </Form>
      )}
    </Section>
  );
}

function Variables() {
  return (
    <details className="tl-variables">
      <summary>What the words may name</summary>
      <dl>
        {Object.entries(ALERT_VARIABLES).map(([name, meaning]) => (
          <div key={name}>
            <dt>
              <code>{`{{ ${name} }}`}</code>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="tl-quiet">
        Where something may be missing: <code>{"{% if expected %}Expected {{ expected }}.{% endif %}"}</code>
      </p>
    </details>
  );
}
