import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { PURPOSE_NAMES } from "#app/components/consent-words.ts";
import { Download } from "#app/components/download.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Section } from "#app/components/section.tsx";
import type { JoinView } from "#app/desk/join-page.ts";

interface Props {
  words: (JoinView & { code: string | null })[];
  number: string | null;
}

/** Each word with its code, its link and what must be printed beside it. */
export function Words({ words, number }: Props) {
  if (!words.length)
    return (
      <Section title="Your words">
        <Empty sign="consent" title="No word yet">
          Choose one below: put it on your packaging, your till or your shop's pages.
        </Empty>
      </Section>
    );
  return words.map(({ word, purposes, disclosure, link, code }) => (
    <Section key={word} title={word}>
      <div className="tl-join">
        {code && (
          <img
            src={`data:image/svg+xml,${encodeURIComponent(code)}`}
            alt={`Code that opens a text of ${word} to ${number}`}
            width={160}
            height={160}
          />
        )}
        <div className="tl-form">
          <p>{purposes.map((purpose) => PURPOSE_NAMES[purpose]).join(", ")}</p>
          <div>
            <p className="tl-quiet">Print this beside it, as it is:</p>
            <blockquote className="tl-shown">
              Text {word} to {number ?? "your number"}. {disclosure}
            </blockquote>
          </div>
          {link && <p className="tl-value tl-quiet">{link}</p>}
          <div className="tl-form-foot">
            {code && (
              <>
                <Download path={`/app/consent-codes/${word}`} name={`join-${word}.svg`}>
                  SVG
                </Download>
                <Download path={`/app/consent-codes/${word}?as=png`} name={`join-${word}.png`}>
                  PNG
                </Download>
              </>
            )}
            <Form method="post" preventScrollReset>
              <input type="hidden" name="form" value="drop" />
              <input type="hidden" name="word" value={word} />
              <Button small submits kind="plain" label={`Remove the word ${word}`}>
                Remove
              </Button>
            </Form>
          </div>
        </div>
      </div>
    </Section>
  ));
}
