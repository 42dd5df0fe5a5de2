import { useState } from "react";
import { Button } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Section } from "#app/components/section.tsx";
import { Tag } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import type { PrivacyRequestView } from "#app/privacy/read-export.ts";

/** Each request with its date, what was done, and for 30 days the export to hand on. */
export function Requests({ requests }: { requests: PrivacyRequestView[] }) {
  const [fault, setFault] = useState<string | null>(null);
  const save = async (id: string, as: "json" | "html") => setFault(await download(id, as));
  if (!requests.length)
    return (
      <Section title="Requests">
        <Empty sign="done" title="Nobody has asked for anything">
          When a customer asks for their data, or to be forgotten, Shopify tells Threadline and it stands
          here.
        </Empty>
      </Section>
    );
  return (
    <Section title="Requests" flush>
      {fault && (
        <div role="alert">
          <Notice tone="critical">{fault}</Notice>
        </div>
      )}
      <table className="tl-table">
        <thead>
          <tr>
            <th scope="col">Asked</th>
            <th scope="col">For</th>
            <th scope="col">Customer</th>
            <th scope="col">State</th>
            <th scope="col" className="tl-end">
              Export
            </th>
          </tr>
        </thead>
        <tbody>
          {requests.map((request) => (
            <Row key={request.id} request={request} save={save} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

interface RowProps {
  request: PrivacyRequestView;
  save(id: string, as: "json" | "html"): Promise<void>;
}

function Row({ request, save }: RowProps) {
  const { id, kind, state, customer, reference, receivedAt, exportUntil } = request;
  const isForgotten = !customer && reference !== null;
  return (
    <tr>
      <td>
        <Moment at={receivedAt} style="full" />
      </td>
      <td>{WORDS[kind]}</td>
      <td className="tl-value">
        {customer ?? (isForgotten && "Forgotten")}
        {isForgotten && <p className="tl-quiet">Reference {reference}</p>}
      </td>
      <td>
        <Tag tone={state === "done" ? "good" : "attention"}>{state === "done" ? "Done" : "Under way"}</Tag>
      </td>
      <td className="tl-end">
        {exportUntil && (
          <>
            <Button small onClick={() => void save(id, "html")}>
              Page to read
            </Button>{" "}
            <Button small onClick={() => void save(id, "json")}>
              JSON
            </Button>
            <p className="tl-quiet">
              until <Moment at={exportUntil} style="date" />
            </p>
          </>
        )}
      </td>
    </tr>
  );
}

const WORDS: Record<PrivacyRequestView["kind"], string> = {
  "data-request": "A customer's data",
  "customer-redact": "Forgetting a customer",
  "shop-redact": "Forgetting this shop",
};

/** Fetched rather than linked to: App Bridge adds the token to a fetch only. Returns what went wrong, in words. */
async function download(id: string, as: "json" | "html"): Promise<string | null> {
  const answer = await fetch(`/app/exports/${id}?as=${as}`).catch(() => null);
  if (!answer?.ok)
    return answer?.status === 404 ? "This export is not there any more." : "It could not be fetched.";
  const address = URL.createObjectURL(await answer.blob());
  const link = Object.assign(document.createElement("a"), { href: address, download: `customer-data.${as}` });
  link.click();
  URL.revokeObjectURL(address);
  return null;
}
