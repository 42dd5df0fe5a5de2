import { Pick, TextLine, Tick } from "#app/components/fields.tsx";
import { Section } from "#app/components/section.tsx";
import type { LanguageChoices } from "./language-choices.ts";
import { SettingsForm, type Shared } from "./settings-form.tsx";

interface Props extends Shared {
  settings: { supportEmail: string | null; answersOn: boolean };
  languages: LanguageChoices;
}

export function AnswersForm({ settings, languages, ...shared }: Props) {
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
        <Pick
          label="First language"
          name="language"
          initial={languages.own}
          options={languages.options}
          isDisabled={shared.isLocked}
          help={languages.note}
        />
      </SettingsForm>
    </Section>
  );
}
