import { Link } from "@remix-run/react";
import { Section } from "#app/components/section.tsx";
import { Tag } from "#app/components/tag.tsx";
import type { ChannelView } from "#app/desk/channels.ts";

/** The numbers on WhatsApp that are connected, and the way to their own page. */
export function WhatsAppSection({ accounts }: { accounts: ChannelView[] }) {
  return (
    <div id="whatsapp">
      <Section title="WhatsApp" aside={<Link to="/app/settings/channels/whatsapp">Set up WhatsApp</Link>}>
        {accounts.length === 0 && <p className="tl-quiet">No number is connected.</p>}
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
