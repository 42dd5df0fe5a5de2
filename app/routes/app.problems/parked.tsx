import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Section } from "#app/components/section.tsx";
import { Moment } from "#app/components/time.tsx";
import type { ParkedJobView, ParkedReceiptView } from "#app/desk/problems.ts";

interface Props {
  jobs: ParkedJobView[];
  receipts: ParkedReceiptView[];
  mayRetry: boolean;
}

/** Work that failed for the last time and was set aside, so that nothing behind it waits. */
export function Parked({ jobs, receipts, mayRetry }: Props) {
  if (jobs.length + receipts.length === 0)
    return (
      <Section title="Set aside">
        <Empty sign="done" title="Nothing was set aside">
          Webhooks that cannot be read, and work that failed too often, wait here for you.
        </Empty>
      </Section>
    );
  return (
    <Section title="Set aside" flush>
      <table className="tl-table">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Why</th>
            <th scope="col">When</th>
            <th scope="col" className="tl-end">
              <span className="tl-heard">Try again</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {receipts.map(({ door, key, topic, reason, at }) => (
            <tr key={`${door}:${key}`}>
              <td>
                {DOOR[door] ?? door} webhook{topic && `, ${topic}`}
              </td>
              <td>{reason}</td>
              <td>
                <Moment at={at} style="full" />
              </td>
              <td className="tl-end">{mayRetry && <Retry fields={{ form: "receipt", door, key }} />}</td>
            </tr>
          ))}
          {jobs.map(({ id, task, reason, at }) => (
            <tr key={id}>
              <td>{readable(task)}</td>
              <td>{task === "readBack" ? `${reason}.` : `It failed eight times (${reason}).`}</td>
              <td>
                <Moment at={at} style="full" />
              </td>
              <td className="tl-end">{mayRetry && <Retry fields={{ form: "job", id }} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="tl-foot tl-quiet">
        Nothing waits behind these. What Shopify told of orders, customers and products is fetched by the
        hourly check as well, which stands on the page Shop data. Try again after an update of Threadline, or
        once what is named under Why is mended: what fails again comes back here.
      </p>
    </Section>
  );
}

const DOOR: Record<string, string> = {
  shopify: "Shopify",
  sms: "Text message",
  email: "Email",
  meta: "Meta",
  easypost: "EasyPost",
};

/** `mirrorOrder` → "Mirror order". */
const readable = (task: string) =>
  task.charAt(0).toUpperCase() + task.slice(1).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function Retry({ fields }: { fields: Record<string, string> }) {
  return (
    <Form method="post">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button submits small>
        Try again
      </Button>
    </Form>
  );
}
