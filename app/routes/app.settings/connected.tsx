import { Disconnect } from "#app/components/disconnect.tsx";
import { Tag } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import type { ChannelView } from "#app/desk/channels.ts";

/** Accounts that are connected, and since when. */
export function Connected({ accounts, isLocked }: { accounts: ChannelView[]; isLocked: boolean }) {
  if (!accounts.length) return null;
  return (
    <ul className="tl-accounts">
      {accounts.map((account) => (
        <li key={account.id}>
          <div>
            <p>
              <strong>{account.sender}</strong> <Tag tone="good">Connected</Tag>
            </p>
            <p className="tl-quiet">
              Since <Moment at={account.connectedAt} style="full" />
              {account.lastHeardAt && (
                <>
                  {", last heard "}
                  <Moment at={account.lastHeardAt} style="full" />
                </>
              )}
            </p>
          </div>
          {!isLocked && <Disconnect id={account.id} name={account.sender} channel={account.channel} />}
        </li>
      ))}
    </ul>
  );
}
