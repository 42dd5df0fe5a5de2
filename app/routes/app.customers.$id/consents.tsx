import { Link } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { sayConsent } from "#app/components/consent-words.ts";
import { Section } from "#app/components/section.tsx";
import { Tag } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import type { ConsentView } from "#app/desk/consents-of.ts";

/** What they allow, address by address, since when and by whose word. */
export function Consents({ consents, recordUrl }: { consents: ConsentView[]; recordUrl: string | null }) {
  return (
    <Section title="Consent">
      {consents.length === 0 ? (
        <p className="tl-quiet">
          Nothing was ever said: no marketing is sent, answers to their messages are.
        </p>
      ) : (
        <ul className="tl-consents">
          {consents.map((consent) => {
            const { what, state, tone, who } = sayConsent(consent);
            return (
              <li key={`${consent.channel} ${consent.address} ${consent.purpose}`}>
                <p>
                  {what} <Tag tone={tone}>{state}</Tag>
                </p>
                <p className="tl-quiet">
                  <span className="tl-value">{consent.address}</span> · since{" "}
                  <Moment at={consent.since} style="full" />
                  {who && ` · ${who}`}
                  {consent.words && `: “${consent.words}”`}
                  {consent.proofId && (
                    <>
                      {" · "}
                      <Link to={`/app/consent/${consent.proofId}`}>Proof</Link>
                    </>
                  )}
                </p>
              </li>
            );
          })}
        </ul>
      )}
      {recordUrl && (
        <div className="tl-form-foot tl-gap">
          <Button url={recordUrl}>Write down a yes</Button>
        </div>
      )}
    </Section>
  );
}
