import { Notice } from "#app/components/notice.tsx";
import { Section } from "#app/components/section.tsx";
import { Tag } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import type { EmailSenderView, RecordState, RecordView } from "#app/desk/email-settings.ts";
import { SettingsForm, type Shared } from "../app.settings/settings-form.tsx";

/** Whether the sender's domain vouches for our mail, record by record, and what to set where it does not. */
export function Domain({ sender, ...shared }: Shared & { sender: EmailSenderView }) {
  const { domain, records, checkedAt, isAligned } = sender;
  return (
    <Section title={`Whether ${domain} vouches for your mail`}>
      {!isAligned && (
        <Notice tone="warning" title={`${domain} does not vouch for this mail yet`}>
          Answers go out, and may land in spam. No marketing is sent until all three records stand. Whoever
          looks after your domain can set them where its DNS is kept; it may take an hour to be seen.
        </Notice>
      )}
      <ul className="tl-accounts">
        {records.map((record) => (
          <Line key={record.kind} record={record} />
        ))}
      </ul>
      <SettingsForm form={`domain:${sender.id}`} submit="Check again" {...shared}>
        <p className="tl-quiet">
          {checkedAt ? (
            <>
              Last checked <Moment at={checkedAt} style="full" />
            </>
          ) : (
            "Not checked yet."
          )}
        </p>
      </SettingsForm>
    </Section>
  );
}

const NAMES = { dkim: "Signature (DKIM)", spf: "Permitted servers (SPF)", dmarc: "Policy (DMARC)" };
const STATES: Record<RecordState, { words: string; tone: "good" | "bad" | "attention" }> = {
  ok: { words: "In place", tone: "good" },
  missing: { words: "Missing", tone: "bad" },
  wrong: { words: "Not right", tone: "bad" },
  unknown: { words: "Not checked", tone: "attention" },
};
const FAULTS: Record<RecordView["kind"], Partial<Record<RecordState, string>>> = {
  dkim: {
    missing: "There is no record of this name. Add this text record:",
    wrong: "Another key stands there. Replace the record by this one:",
  },
  spf: {
    missing:
      "The domain names no servers that may send for it. Your mail provider tells you the text; it looks like this:",
    wrong: "The domain has more than one such record, so mailboxes believe none. Keep one:",
  },
  dmarc: {
    missing: "The domain has no policy. The mildest is this text record:",
    wrong: "The domain has more than one policy, so mailboxes believe none. Keep one:",
  },
};

function Line({ record: { kind, name, value, state } }: { record: RecordView }) {
  const { words, tone } = STATES[state];
  const fault = FAULTS[kind][state];
  return (
    <li>
      <div>
        <p>
          <strong>{NAMES[kind]}</strong> <Tag tone={tone}>{words}</Tag>
        </p>
        {fault && (
          <>
            <p className="tl-quiet">{fault}</p>
            <label className="tl-address">
              <span className="tl-quiet">{`TXT record at ${name}`}</span>
              <input readOnly value={value} onFocus={(event) => event.currentTarget.select()} />
            </label>
          </>
        )}
      </div>
    </li>
  );
}
