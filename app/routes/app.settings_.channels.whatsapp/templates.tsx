import { type ActionAnswer, ActionNotice } from "#app/components/action-notice.tsx";
import { sayLanguage } from "#app/components/code-names.ts";
import { RowAct } from "#app/components/row-act.tsx";
import { Section } from "#app/components/section.tsx";
import { Tag, type TagTone } from "#app/components/tag.tsx";
import type { TemplateView, WhatsAppView } from "#app/desk/whatsapp-accounts.ts";

interface Props {
  templates: TemplateView[];
  accounts: WhatsAppView[];
  isLocked: boolean;
  answer: ActionAnswer | undefined;
}

/** The texts that Meta has approved or is looking at, with what it thinks of them. */
export function Templates({ templates, accounts, isLocked, answer }: Props) {
  return (
    <Section title="Templates">
      <ActionNotice answer={answer} form="templates" />
      {templates.length === 0 && (
        <p className="tl-quiet">No template yet. Create one below, or read those at Meta.</p>
      )}
      <ul className="tl-accounts">
        {templates.map((template) => (
          <li key={`${template.wabaId} ${template.name} ${template.language}`}>
            <OneTemplate template={template} />
          </li>
        ))}
      </ul>
      {!isLocked &&
        accounts.map(({ id, number }) => (
          <div className="tl-links" key={id}>
            <RowAct form="refresh" id={id} label={`Read again from Meta: templates of ${number}`}>
              Read again from Meta
            </RowAct>
          </div>
        ))}
    </Section>
  );
}

/** What a template may be for, of those that can be made here. */
export const CATEGORY_NAMES: Record<string, string> = { utility: "News of an order", marketing: "Marketing" };

const STATUS: Record<string, [string, TagTone]> = {
  approved: ["Approved", "good"],
  pending: ["Meta is looking at it", "info"],
  rejected: ["Rejected", "bad"],
  paused: ["Paused for low quality", "bad"],
  disabled: ["Switched off by Meta", "bad"],
};
const QUALITY: Record<string, [string, TagTone]> = {
  green: ["High quality", "good"],
  yellow: ["Medium quality", "attention"],
  red: ["Low quality", "bad"],
};

function OneTemplate({ template }: { template: TemplateView }) {
  const { name, language, category, status, quality, reason, body } = template;
  const [words, tone] = STATUS[status] ?? [status, "plain" as const];
  const judged = QUALITY[quality];
  return (
    <div className="tl-form">
      <p>
        <strong>{name}</strong> {sayLanguage(language)}, {CATEGORY_NAMES[category] ?? category}{" "}
        <Tag tone={tone}>{words}</Tag> {judged && <Tag tone={judged[1]}>{judged[0]}</Tag>}
      </p>
      <p className="tl-quiet">{body}</p>
      {reason && <p className="tl-quiet">Meta's reason: {reason.replaceAll("_", " ").toLowerCase()}</p>}
    </div>
  );
}
