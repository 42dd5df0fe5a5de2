import { Link } from "@remix-run/react";
import { Section } from "#app/components/section.tsx";
import { Tag } from "#app/components/tag.tsx";
import type { ChannelView } from "#app/desk/channels.ts";

interface Props {
  id: "sms" | "whatsapp";
  title: string;
  /** The words of the link to the channel's own page. */
  setUp: string;
  /** Where no number is connected. */
  none: string;
  accounts: ChannelView[];
}

/** The numbers of one channel that are connected, and the way to the channel's own page. */
export function NumbersSection({ id, title, setUp, none, accounts }: Props) {
  return (
    <div id={id}>
      <Section title={title} aside={<Link to={`/app/settings/channels/${id}`}>{setUp}</Link>}>
        {accounts.length === 0 && <p className="tl-quiet">{none}</p>}
        <ul className="tl-accounts">
          {accounts.map((account) => (
            <li key={account.id}>
              <p>
                <strong>{account.sender}</strong> <Tag tone="good">Connected</Tag>
              </p>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
