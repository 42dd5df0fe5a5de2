import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { countVariables, fillIn } from "#app/channels/whatsapp-template.ts";
import { type ActionAnswer, ActionNotice } from "#app/components/action-notice.tsx";
import { Button } from "#app/components/button.tsx";
import { sayLanguage } from "#app/components/code-names.ts";
import { Pick, TextLine } from "#app/components/fields.tsx";
import { Section } from "#app/components/section.tsx";
import type { WhatsAppView } from "#app/desk/whatsapp-accounts.ts";
import { CATEGORY_NAMES } from "./templates.tsx";

const LANGUAGES = [
  "en_US",
  "en_GB",
  "de",
  "fr",
  "es",
  "es_MX",
  "it",
  "nl",
  "pt_BR",
  "pt_PT",
  "pl",
  "sv",
  "da",
  "ja",
];
const CATEGORIES = Object.entries(CATEGORY_NAMES).map(([value, label]) => ({ value, label }));

/** A new text for Meta to approve, shown as the shopper will see it. */
export function NewTemplate({
  accounts,
  answer,
}: {
  accounts: WhatsAppView[];
  answer: ActionAnswer | undefined;
}) {
  const { state, formData } = useNavigation();
  const [text, setText] = useState({ body: "", footer: "", buttons: "" });
  const [examples, setExamples] = useState<string[]>([]);
  const variables = Array.from({ length: countVariables(text.body) ?? 0 }, (_, index) => `{{${index + 1}}}`);
  const change = (name: keyof typeof text) => (value: string) => setText({ ...text, [name]: value });
  return (
    <Section title="New template">
      <Form method="post" className="tl-form" preventScrollReset>
        <input type="hidden" name="form" value="template" />
        <ActionNotice answer={answer} form="template" />
        <Pick
          label="Number"
          name="id"
          options={accounts.map(({ id, number }) => ({ value: id, label: number }))}
        />
        <TextLine label="Name" name="name" placeholder="order_on_its_way" />
        <Pick
          label="Language"
          name="language"
          options={LANGUAGES.map((value) => ({ value, label: sayLanguage(value) }))}
        />
        <Pick label="What it is for" name="category" options={CATEGORIES} />
        <Words label="Text" name="body" value={text.body} onChange={change("body")} rows={4} />
        <p className="tl-quiet">{"Variables are written {{1}}, {{2}} and so on."}</p>
        {variables.map((variable, index) => (
          <Words
            key={variable}
            label={`Example for ${variable}`}
            name="example"
            value={examples[index] ?? ""}
            onChange={(value) => setExamples(Object.assign([...examples], { [index]: value }))}
          />
        ))}
        <Words label="Line below the text" name="footer" value={text.footer} onChange={change("footer")} />
        <Words
          label="Buttons, one a line"
          name="buttons"
          value={text.buttons}
          onChange={change("buttons")}
          rows={3}
        />
        <Preview {...text} body={fillIn(text.body, examples)} />
        <div className="tl-form-foot">
          <Button submits isBusy={state !== "idle" && formData?.get("form") === "template"}>
            Ask Meta to approve
          </Button>
        </div>
      </Form>
    </Section>
  );
}

interface WordsProps {
  label: string;
  name: string;
  value: string;
  onChange(value: string): void;
  rows?: number;
}

/** A field whose words the preview shows while they are typed. */
function Words({ label, name, value, onChange, rows = 1 }: WordsProps) {
  return (
    <label className="tl-words">
      <span>{label}</span>
      <textarea name={name} rows={rows} value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}

function Preview({ body, footer, buttons }: { body: string; footer: string; buttons: string }) {
  const labels = buttons.split("\n").filter((line) => line.trim());
  if (!body) return null;
  return (
    <figure className="tl-template" aria-label="As the shopper sees it">
      <p>{body}</p>
      {footer && <p className="tl-quiet">{footer}</p>}
      {labels.map((label) => (
        <p className="tl-template-button" key={label}>
          {label}
        </p>
      ))}
    </figure>
  );
}
