import { Form, useSearchParams } from "@remix-run/react";
import { type ActionAnswer, ActionNotice } from "#app/components/action-notice.tsx";
import { Button } from "#app/components/button.tsx";
import { SPOKEN, sayCountry, sayLanguage } from "#app/components/code-names.ts";
import { PURPOSE_NAMES, sayChannel } from "#app/components/consent-words.ts";
import { Pick, TextLine } from "#app/components/fields.tsx";
import { Section } from "#app/components/section.tsx";
import { OPT_IN_CHANNELS } from "#app/consent/disclosure-rules.ts";

interface Props {
  channel: string;
  language: string;
  country: string;
  rules: { countries: string[] }[];
  asked: { purpose: string; text: string; version: string; own: string }[];
  answer: ActionAnswer | undefined;
}

/** The words as they are shown, by country, channel and language, with the sentence that the merchant may change. */
export function Asked({ channel, language, country, rules, asked, answer }: Props) {
  const [, setParams] = useSearchParams();
  const choose = (changed: Record<string, string>) =>
    setParams({ channel, language, ...(country && { country }), ...changed }, { preventScrollReset: true });
  const countries = rules.flatMap((rule) => rule.countries).sort();
  return (
    <>
      <Section title="Shown to whom">
        <div className="tl-form">
          <Pick
            name="country"
            label="In"
            value={country}
            options={[
              { value: "", label: "Any other country" },
              ...countries.map((value) => ({ value, label: sayCountry(value) })),
            ]}
            onChange={(value) => choose({ country: value })}
          />
          <div className="tl-pair">
            <Pick
              name="channel"
              label="By"
              value={channel}
              options={OPT_IN_CHANNELS.map((value) => ({ value, label: sayChannel(value) }))}
              onChange={(value) => choose({ channel: value })}
            />
            <Pick
              name="language"
              label="In the language"
              value={language}
              options={SPOKEN.map((value) => ({ value, label: sayLanguage(value) }))}
              onChange={(value) => choose({ language: value })}
            />
          </div>
        </div>
      </Section>
      {asked.map(({ purpose, text, version, own }) => (
        <Section key={`${purpose} ${channel} ${language}`} title={PURPOSE_NAMES[purpose] ?? purpose}>
          <blockquote className="tl-shown">
            {text}
            <footer className="tl-quiet">Version {version}</footer>
          </blockquote>
          <Form method="post" className="tl-form tl-gap" preventScrollReset>
            <input type="hidden" name="channel" value={channel} />
            <input type="hidden" name="language" value={language} />
            <input type="hidden" name="purpose" value={purpose} />
            <ActionNotice answer={answer} form={purpose} />
            <TextLine
              name="text"
              label="Your own first sentence"
              initial={own}
              help="With {shop} where your name belongs. What the country's rules want said stays after it. Empty: our sentence."
            />
            <div className="tl-form-foot">
              <Button submits>Save as a new version</Button>
            </div>
          </Form>
        </Section>
      ))}
    </>
  );
}
