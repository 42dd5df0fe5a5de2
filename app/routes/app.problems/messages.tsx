import { Link } from "@remix-run/react";
import { sayDelivery } from "#app/components/delivery-words.ts";
import { Empty } from "#app/components/empty.tsx";
import { Section } from "#app/components/section.tsx";
import { Tag } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import type { Channel } from "#app/channels/channel.ts";
import type { FailedMessageView } from "#app/desk/problems.ts";

/** Messages that did not arrive, or perhaps did not: with the reason in plain words (R52). */
export function Messages({ messages }: { messages: FailedMessageView[] }) {
  return (
    <Section title="Messages" flush>
      {messages.length === 0 ? (
        <Empty sign="done" title="Every message went through">
          Messages that fail stand here with the reason.
        </Empty>
      ) : (
        <table className="tl-table">
          <thead>
            <tr>
              <th scope="col">To</th>
              <th scope="col">Message</th>
              <th scope="col">What happened</th>
              <th scope="col" className="tl-end">
                When
              </th>
            </tr>
          </thead>
          <tbody>
            {messages.map((message) => (
              <Row key={message.id} message={message} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Row({ message }: { message: FailedMessageView }) {
  const { short, why, tone } = sayDelivery(message.channel as Channel, message.state, message.reason);
  return (
    <tr>
      <td className="tl-value">
        <Link to={`/app/inbox/${message.conversationId}`}>{message.customer ?? "Visitor"}</Link>
      </td>
      <td className="tl-value">{message.preview}</td>
      <td>
        <Tag tone={tone === "bad" ? "bad" : "attention"}>{short}</Tag>
        <p className="tl-quiet">{why}</p>
      </td>
      <td className="tl-end">
        <Moment at={message.at} style="full" />
      </td>
    </tr>
  );
}
