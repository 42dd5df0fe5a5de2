import { type ActionAnswer, ActionNotice } from "#app/components/action-notice.tsx";
import { Disconnect } from "#app/components/disconnect.tsx";
import { Empty } from "#app/components/empty.tsx";
import { RowAct } from "#app/components/row-act.tsx";
import { Section } from "#app/components/section.tsx";
import { Tag } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import type { WhatsAppView } from "#app/desk/whatsapp-accounts.ts";

interface Props {
  accounts: WhatsAppView[];
  isLocked: boolean;
  answer: ActionAnswer | undefined;
}

/** The numbers that are connected, each with its test. */
export function Numbers({ accounts, isLocked, answer }: Props) {
  return (
    <Section title="Numbers">
      <ActionNotice answer={answer} form="numbers" />
      {accounts.length === 0 && (
        <Empty sign="whatsapp" title="No number is connected">
          Chat and the other channels work without one.
        </Empty>
      )}
      <ul className="tl-accounts">
        {accounts.map((account) => (
          <li key={account.id}>
            <OneNumber account={account} isLocked={isLocked} answer={answer} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function OneNumber({ account, isLocked, answer }: Omit<Props, "accounts"> & { account: WhatsAppView }) {
  const { id, number, name, isOnApp, peopleADay, connectedAt, lastHeardAt } = account;
  return (
    <div className="tl-form">
      <p>
        <strong>{number}</strong> {name} <Tag tone="good">Connected</Tag>
      </p>
      <p className="tl-quiet">
        Since <Moment at={connectedAt} style="full" />
        {lastHeardAt && (
          <>
            {", last heard "}
            <Moment at={lastHeardAt} style="full" />
          </>
        )}
        . {peopleADay ? `Meta lets you write first to ${peopleADay} people a day. ` : ""}
        {isOnApp
          ? "The WhatsApp Business app stays on this number: what you say there is shown in the inbox."
          : ""}
      </p>
      <ActionNotice answer={answer} form="numbers" id={id} />
      {!isLocked && (
        <div className="tl-links">
          <RowAct form="test" id={id} label={`Test connection of ${number}`}>
            Test connection
          </RowAct>
          <Disconnect id={id} name={number} channel="whatsapp" />
        </div>
      )}
    </div>
  );
}
