import { TextLine } from "#app/components/fields.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Section } from "#app/components/section.tsx";
import { Moment } from "#app/components/time.tsx";
import type { EmailSenderView } from "#app/desk/email-settings.ts";
import { SettingsForm, type Shared } from "../app.settings/settings-form.tsx";

/** The two ways in: a mailbox that we read, or a receiver that posts what comes. */
export function Inbound({ sender, ...shared }: Shared & { sender: EmailSenderView }) {
  return (
    <>
      <Section title="Take mail in from a mailbox">
        <Mailbox sender={sender} {...shared} />
      </Section>
      <Section title="Or have it posted">
        <SettingsForm form={`inbound:${sender.id}`} submit="Save" {...shared}>
          <p className="tl-quiet">
            Postmark, SendGrid and Mailgun can take mail for you and post it here, with its source: at
            Postmark tick “Include raw email content”, at SendGrid “POST the raw, full MIME message”, at
            Mailgun end the address in /mime.
          </p>
          {sender.inboundUrl && (
            <label className="tl-address">
              <span className="tl-quiet">
                Address to post to. It holds a password: give it to nobody else.
              </span>
              <input readOnly value={sender.inboundUrl} onFocus={(event) => event.currentTarget.select()} />
            </label>
          )}
          <TextLine
            label="Address that your provider receives for"
            name="address"
            type="email"
            initial={sender.inboundAddress}
            isDisabled={shared.isLocked}
            help="Answers go there, with a word after a plus that says which conversation they belong to."
          />
          <TextLine
            label="Mailgun's webhook signing key"
            name="mailgunKey"
            type="password"
            isDisabled={shared.isLocked}
            help={
              sender.hasMailgunKey ? "One is kept. Leave this empty to keep it." : "Only where Mailgun posts."
            }
          />
          <TextLine
            label="SendGrid's verification key"
            name="sendgridKey"
            initial={sender.sendgridKey}
            isDisabled={shared.isLocked}
            help="Only where a security policy of yours signs what SendGrid posts. Unsigned mail is refused then."
          />
        </SettingsForm>
      </Section>
    </>
  );
}

function Mailbox({ sender, ...shared }: Shared & { sender: EmailSenderView }) {
  const { mailbox, id } = sender;
  if (mailbox)
    return (
      <SettingsForm form={`mailbox-off:${id}`} submit="Stop reading it" {...shared}>
        <p>
          <strong>{mailbox.user}</strong> at {mailbox.host}
        </p>
        <p className="tl-quiet">
          Read as mail comes, and every minute
          {mailbox.readAt && (
            <>
              , new mail last found <Moment at={mailbox.readAt} style="full" />
            </>
          )}
          . Nothing in it is marked, moved or deleted.
        </p>
        {mailbox.fault && <Notice tone="critical">{mailbox.fault}</Notice>}
      </SettingsForm>
    );
  return (
    <SettingsForm form={`mailbox:${id}`} submit="Connect the mailbox" {...shared}>
      <p className="tl-quiet">
        We log in once before anything is kept, and take in what comes from then on. With Gmail or Outlook
        make an app password first.
      </p>
      <div className="tl-pair">
        <TextLine
          label="IMAP server"
          name="host"
          placeholder="imap.your-shop.com"
          isDisabled={shared.isLocked}
        />
        <TextLine label="Port" name="port" initial="993" isDisabled={shared.isLocked} />
      </div>
      <TextLine label="User" name="user" initial={sender.sender} isDisabled={shared.isLocked} />
      <TextLine label="Password" name="password" type="password" isDisabled={shared.isLocked} />
    </SettingsForm>
  );
}
