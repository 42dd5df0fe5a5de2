import { Link } from "@remix-run/react";
import { Section } from "#app/components/section.tsx";
import { Tag } from "#app/components/tag.tsx";
import type { ChannelView } from "#app/desk/channels.ts";

/** What is connected for texts, and the way to its own page. */
export function SmsSection({ accounts }: { accounts: ChannelView[] }) {
  return (
    <div id="sms">
      <Section title="Text messages" aside={<Link to="/app/settings/channels/sms">Set up</Link>}>
        {accounts.length === 0 && (
          <p className="tl-quiet">No number is connected. Shoppers can write in the chat meanwhile.</p>
        )}
        <ul className="tl-accounts">
          {accounts.map(({ id, sender }) => (
            <li key={id}>
              <p>
                <strong>{sender}</strong> <Tag tone="good">Connected</Tag>
              </p>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
