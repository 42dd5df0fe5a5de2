import { useState } from "react";
import { Button } from "#app/components/button.tsx";
import { sayLanguage } from "#app/components/code-names.ts";
import { Pick, TextLine } from "#app/components/fields.tsx";
import { PlainText } from "#app/components/plain-text.tsx";
import { type SendableTemplate, templateText } from "#app/channels/template-to-send.ts";
import type { ChosenTemplate } from "#app/conversations/composer-rules.ts";

interface Props {
  templates: SendableTemplate[];
  chosen: ChosenTemplate | null | undefined;
  /** Words of one's own are open as well. */
  mayWrite: boolean;
  onChoose(template: ChosenTemplate | null): void;
}

/** Texts that Meta has approved: chosen, filled in, and shown as the shopper will read them. */
export function TemplatePicker({ templates, chosen, mayWrite, onChoose }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const template = chosen && templates.find((one) => keyOf(one) === keyOf(chosen));
  if (!templates.length && !chosen)
    return mayWrite ? null : (
      <p className="tl-quiet">
        No approved template can be sent from here. Ask for one under Settings, WhatsApp.
      </p>
    );
  if (mayWrite && !chosen && !isOpen)
    return (
      <div>
        <Button small kind="plain" onClick={() => setIsOpen(true)}>
          Use a template
        </Button>
      </div>
    );
  return (
    <div className="tl-pick-template">
      <Pick
        label="Template"
        name="template"
        value={chosen ? keyOf(chosen) : ""}
        options={[
          { value: "", label: mayWrite ? "None: words of your own" : "Choose a template" },
          ...templates.map((one) => ({ value: keyOf(one), label: sayTemplate(one) })),
          ...(chosen && !template
            ? [{ value: keyOf(chosen), label: `${sayName(chosen)} (cannot be sent any more)` }]
            : []),
        ]}
        onChange={(key) => onChoose(emptyOf(templates.find((one) => keyOf(one) === key)))}
      />
      {template && (
        <>
          {template.variables.map((variable, index) => (
            <TextLine
              key={`${keyOf(template)} ${variable}`}
              label={labelOf(variable)}
              name={`variable-${variable}`}
              initial={chosen.parameters[index] ?? ""}
              onChange={(typed) =>
                onChoose({
                  ...chosen,
                  parameters: chosen.parameters.map((other, at) => (at === index ? typed : other)),
                })
              }
            />
          ))}
          <div className="tl-bubble tl-template-preview">
            <span className="tl-heard">As they will read it: </span>
            <PlainText text={templateText(template, chosen.parameters)} />
          </div>
          {template.buttons.length > 0 && (
            <p className="tl-choices">
              <span className="tl-heard">Buttons: </span>
              {template.buttons.map((words) => (
                <span key={words}>{words}</span>
              ))}
            </p>
          )}
          {template.hasPicture && (
            <p className="tl-quiet">A picture stands above these words: attach one, JPEG or PNG.</p>
          )}
          <p className="tl-quiet">
            {template.category === "marketing"
              ? "A promotion: it goes out only to those who have agreed to promotions here."
              : "No promotion: it needs no agreement."}
          </p>
        </>
      )}
    </div>
  );
}

/** {{1}} is told as it stands in the text, {{first_name}} in words. */
function labelOf(variable: string): string {
  const words = variable.replaceAll("_", " ");
  return /^\d+$/.test(variable) ? `{{${variable}}}` : words.charAt(0).toUpperCase() + words.slice(1);
}

const keyOf = ({ name, language }: Pick<SendableTemplate, "name" | "language">) => `${name} ${language}`;

const sayTemplate = ({ name, language, category }: SendableTemplate) =>
  `${sayName({ name })} (${sayLanguage(language)}${category === "marketing" ? ", promotion" : ""})`;

const sayName = ({ name }: { name: string }) => name.replaceAll("_", " ");

const emptyOf = (template: SendableTemplate | undefined): ChosenTemplate | null =>
  template
    ? {
        name: template.name,
        language: template.language,
        parameters: template.variables.map(() => ""),
      }
    : null;
