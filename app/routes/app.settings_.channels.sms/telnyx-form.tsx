import { TextLine } from "#app/components/fields.tsx";
import { Section } from "#app/components/section.tsx";
import { type Shared, SmsForm } from "./sms-form.tsx";

/** The other carrier: the same for shoppers and staff. */
export function TelnyxForm({ answer }: Shared) {
  return (
    <Section title="Connect Telnyx">
      <SmsForm form="telnyx" submit="Connect" answer={answer}>
        <p className="tl-quiet">
          With your own Telnyx account. We ask Telnyx whether the key fits before anything is kept; it is
          stored encrypted. Set the address that is shown afterwards as the webhook of the number's messaging
          profile.
        </p>
        <TextLine label="API key" name="apiKey" type="password" />
        <TextLine label="Public key" name="publicKey" help="Under Keys & Credentials in Telnyx's portal." />
        <TextLine label="Phone number" name="number" type="tel" placeholder="+1 312 555 0100" />
      </SmsForm>
    </Section>
  );
}
