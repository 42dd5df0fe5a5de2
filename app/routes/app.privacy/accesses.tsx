import { Link } from "@remix-run/react";
import { Empty } from "#app/components/empty.tsx";
import { Section } from "#app/components/section.tsx";
import { Moment } from "#app/components/time.tsx";
import type { AccessView } from "#app/privacy/note-access.ts";

/** Who of the staff looked at which customer. */
export function Accesses({ accesses }: { accesses: AccessView[] }) {
  return (
    <Section title="Who looked at whom" flush>
      {accesses.length === 0 ? (
        <Empty sign="done" title="Nobody has opened a conversation yet">
          Each customer that one of you looks at stands here, once an hour.
        </Empty>
      ) : (
        <table className="tl-table">
          <thead>
            <tr>
              <th scope="col">Who</th>
              <th scope="col">Customer</th>
              <th scope="col" className="tl-end">
                In the hour from
              </th>
            </tr>
          </thead>
          <tbody>
            {accesses.map(({ staff, customer, conversationId, hour }) => (
              <tr key={`${staff} ${conversationId} ${hour}`}>
                <td>{staff ?? "Somebody who has left"}</td>
                <td className="tl-value">
                  {conversationId ? (
                    <Link to={`/app/inbox/${conversationId}`}>{customer ?? "Visitor"}</Link>
                  ) : (
                    (customer ?? "Visitor")
                  )}
                </td>
                <td className="tl-end" data-label="In the hour from">
                  <Moment at={hour} style="full" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
