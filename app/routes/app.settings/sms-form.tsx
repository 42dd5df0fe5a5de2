import { TextLine } from "#app/components/fields.tsx";
import { Section } from "#app/components/section.tsx";
import type { ChannelView } from "#app/desk/channels.ts";
import { Connected } from "./connected.tsx";
import { SettingsForm, type Shared } from "./settings-form.tsx";

export function SmsForm({ accounts, ...shared }: Shared & { accounts: ChannelView[] }) {
  return (
    <div id="sms">
      <Section title="Text messages">
        <Connected accounts={accounts} isLocked={shared.isLocked} />
        {!shared.isLocked && (
          <SettingsForm
            form="sms"
            submit={accounts.length ? "Connect another number" : "Connect Twilio"}
            {...shared}
          >
            <p className="tl-quiet">
              With your own Twilio account. We ask Twilio whether these fit before anything is kept; the token
              is stored encrypted.
            </p>
            <TextLine label="Account SID" name="accountSid" placeholder="AC…" />
            <TextLine label="Auth token" name="token" type="password" />
            <TextLine label="Phone number" name="number" type="tel" placeholder="+1 415 555 0100" />
          </SettingsForm>
        )}
      </Section>
    </div>
  );
}
