import { Link } from "@remix-run/react";
import { ALERT_NAMES, sayWithheld } from "#app/components/alert-words.ts";
import { sayDelivery } from "#app/components/delivery-words.ts";
import { Empty } from "#app/components/empty.tsx";
import { Section } from "#app/components/section.tsx";
import { Tag, type TagTone } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import type { Channel } from "#app/channels/channel.ts";
import type { MessageState } from "#app/conversations/message.ts";
import type { AlertView } from "#app/orders/alerts/recent-alerts.ts";

/** The newest alerts: sent and how that went, or why not. */
export function Recent({ alerts }: { alerts: AlertView[] }) {
  return (
    <Section title="Lately" flush>
      {alerts.length === 0 ? (
        <Empty sign="send" title="Nothing was sent yet">
          Each alert stands here with what became of it.
        </Empty>
      ) : (
        <table className="tl-table">
          <thead>
            <tr>
              <th scope="col">Order</th>
              <th scope="col">Alert</th>
              <th scope="col">What became of it</th>
              <th scope="col" className="tl-end">
                When
              </th>
            </tr>
          </thead>
          <tbody>
            {alerts.map((alert) => (
              <Row key={`${alert.orderName} ${alert.kind} ${alert.at}`} alert={alert} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Row({ alert }: { alert: AlertView }) {
  const { short, why, tone } = outcomeOf(alert);
  return (
    <tr>
      <td className="tl-value">
        {alert.conversationId ? (
          <Link to={`/app/inbox/${alert.conversationId}`}>{alert.orderName}</Link>
        ) : (
          alert.orderName
        )}
      </td>
      <td>{ALERT_NAMES[alert.kind].name}</td>
      <td>
        <Tag tone={tone}>{short}</Tag>
        {why && <p className="tl-quiet">{why}</p>}
      </td>
      <td className="tl-end">
        <Moment at={alert.at} style="full" />
      </td>
    </tr>
  );
}

const TONES: Record<string, TagTone> = { good: "good", bad: "bad", attention: "attention", quiet: "plain" };

function outcomeOf({ state, reason, channel, messageState, messageReason }: AlertView): {
  short: string;
  why: string | null;
  tone: TagTone;
} {
  if (state === "held") return { short: "Waits for the morning", why: null, tone: "info" };
  if (state === "withheld" || !messageState)
    return { short: "Not sent", why: sayWithheld(reason), tone: "plain" };
  const { short, why, tone } = sayDelivery(channel as Channel, messageState as MessageState, messageReason);
  return { short, why, tone: TONES[tone]! };
}
