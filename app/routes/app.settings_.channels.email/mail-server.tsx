import { Section } from "#app/components/section.tsx";
import type { EmailSenderView } from "#app/desk/email-settings.ts";
import { SettingsForm, type Shared } from "../app.settings/settings-form.tsx";

/** By which server mail leaves, and whether it lets us in now. */
export function MailServer({ sender, ...shared }: Shared & { sender: EmailSenderView }) {
  return (
    <Section title={`Sending as ${sender.sender}`}>
      <SettingsForm form={`test:${sender.id}`} submit="Test connection" {...shared}>
        <p className="tl-quiet">
          {sender.host ? `Mail leaves by ${sender.host}.` : "Mail leaves by your own mail server."} The test
          logs in there and sends nothing.
        </p>
      </SettingsForm>
    </Section>
  );
}
