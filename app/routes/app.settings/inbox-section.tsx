import { Link } from "@remix-run/react";
import type { InboxChannel } from "#app/channels/channel.ts";
import { CHANNEL_WORDS } from "#app/components/channel-words.ts";
import { Section } from "#app/components/section.tsx";
import { Tag } from "#app/components/tag.tsx";
import type { InboxAccount } from "#app/desk/inbox-accounts.ts";

interface Props {
  channel: InboxChannel;
  accounts: InboxAccount[];
}

/** What is connected of Messenger or Instagram, and the way to its own page. */
export function InboxSection({ channel, accounts }: Props) {
  const { name } = CHANNEL_WORDS[channel];
  return (
    <div id={channel}>
      <Section title={name} aside={<Link to={`/app/settings/channels/${channel}`}>Set up {name}</Link>}>
        {accounts.length === 0 && <p className="tl-quiet">Not connected.</p>}
        <ul className="tl-accounts">
          {accounts.map((account) => (
            <li key={account.id}>
              <p>
                <strong>{account.name}</strong>{" "}
                {account.tokenState === "lasting" ? (
                  <Tag tone="good">Connected</Tag>
                ) : (
                  <Tag tone={account.tokenState === "over" ? "bad" : "attention"}>
                    {account.tokenState === "over" ? "Access has ended" : "Access ends soon"}
                  </Tag>
                )}
              </p>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
