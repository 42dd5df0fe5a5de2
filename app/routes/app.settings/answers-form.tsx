import { TextLine, Tick } from "#app/components/fields.tsx";
import { Section } from "#app/components/section.tsx";
import { SettingsForm, type Shared } from "./settings-form.tsx";

interface Props extends Shared {
  settings: { supportEmail: string | null; languages: string[]; answersOn: boolean };
}

export function AnswersForm({ settings, ...shared }: Props) {
  return (
    <Section title="Answers">
      <SettingsForm form="answers" submit="Save" {...shared}>
        <Tick
          label="Answer shoppers by itself"
          name="answersOn"
          initial={settings.answersOn}
          isDisabled={shared.isLocked}
          help="Where is my order, and the like. When it is off, every conversation waits for your team."
        />
        <TextLine
          label="Support email"
          name="supportEmail"
          type="email"
          initial={settings.supportEmail ?? ""}
          isDisabled={shared.isLocked}
          help="Offered to shoppers when the chat cannot be reached."
        />
        <TextLine
          label="Languages"
          name="languages"
          initial={settings.languages.join(", ")}
          isDisabled={shared.isLocked}
          help="Codes, your own first: en, fr, de, es, it, pt, nl, ja. Empty means the languages of your shop."
        />
      </SettingsForm>
    </Section>
  );
}
