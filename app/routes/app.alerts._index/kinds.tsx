import { ALERT_NAMES } from "#app/components/alert-words.ts";
import { Button } from "#app/components/button.tsx";
import { Section } from "#app/components/section.tsx";
import { Tag } from "#app/components/tag.tsx";
import type { AlertChannel, AlertKind } from "#app/orders/alerts/alert-kind.ts";

interface Props {
  kinds: { kind: AlertKind; channels: AlertChannel[]; sent: number; withheld: number }[];
}

const CHANNELS: Record<AlertChannel, string> = { sms: "Text", email: "Email", chat: "Chat" };

/** Each kind with where it goes out, and what it did lately. */
export function Kinds({ kinds }: Props) {
  return (
    <Section title="What shoppers are told" flush>
      <table className="tl-table">
        <thead>
          <tr>
            <th scope="col">Alert</th>
            <th scope="col">Goes out by</th>
            <th scope="col">In 30 days</th>
            <th scope="col" className="tl-end">
              <span className="tl-heard">Set up</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ kind, channels, sent, withheld }) => (
            <tr key={kind}>
              <td className="tl-value">
                <strong>{ALERT_NAMES[kind].name}</strong>
                <p className="tl-quiet">{ALERT_NAMES[kind].when}</p>
              </td>
              <td>
                {channels.length === 0 && <Tag>Off</Tag>}
                <span className="tl-tags">
                  {channels.map((channel) => (
                    <Tag key={channel} tone="good">
                      {CHANNELS[channel]}
                    </Tag>
                  ))}
                </span>
              </td>
              <td data-label="In 30 days">
                {sent + withheld === 0 ? "None yet" : `${sent} sent, ${withheld} not`}
              </td>
              <td className="tl-end">
                <Button small url={`/app/alerts/${kind}`} label={`Set up ${ALERT_NAMES[kind].name}`}>
                  Set up
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
