import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Section } from "#app/components/section.tsx";
import { Tag } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import type { CheckView } from "#app/desk/checks.ts";

interface Props {
  checks: CheckView[];
  nextAt: string;
  mayCheck: boolean;
}

/** Every hour Threadline asks Shopify what has changed and compares: when that was, and what it found. */
export function Checks({ checks, nextAt, mayCheck }: Props) {
  const { state } = useNavigation();
  const isRunning = checks.some((check) => check.state === "running");
  const untried = checks.filter(({ comes, state }) => comes === "nightly" && state === "waiting");
  return (
    <Section
      title="Checks against Shopify"
      aside={mayCheck && <CheckNow isBusy={isRunning || state !== "idle"} />}
      flush
    >
      <table className="tl-table">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">State</th>
            <th scope="col">What it found</th>
            <th scope="col" className="tl-end">
              Last finished
            </th>
          </tr>
        </thead>
        <tbody aria-live="polite">
          {checks
            .filter((check) => !untried.includes(check))
            .map((check) => (
              <tr key={check.kind}>
                <td>{KINDS[check.kind] ?? check.kind}</td>
                <td>
                  <Tag tone={TONES[check.state]}>{STATES[check.state]}</Tag>
                </td>
                <td>{sayFound(check)}</td>
                <td className="tl-end" data-label="Last finished">
                  {check.doneAt ? <Moment at={check.doneAt} style="full" /> : "–"}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      {untried.length > 0 && (
        <details className="tl-foot">
          <summary>
            {untried.length === 1 ? "1 check" : `${untried.length} checks`} whose first time is this night
          </summary>
          <ul className="tl-bullets tl-columns">
            {untried.map(({ kind }) => (
              <li key={kind}>{KINDS[kind] ?? kind}</li>
            ))}
          </ul>
        </details>
      )}
      <p className="tl-foot tl-quiet">
        Next check by itself: <Moment at={nextAt} style="full" />. It also comes at once after a silence or an
        outage.
      </p>
    </Section>
  );
}

function CheckNow({ isBusy }: { isBusy: boolean }) {
  return (
    <Form method="post">
      <Button submits small isBusy={isBusy}>
        Check now
      </Button>
    </Form>
  );
}

const KINDS: Record<string, string> = {
  orders: "Orders and parcels",
  customers: "Customers",
  products: "Products",
  checkouts: "Abandoned checkouts",
  returns: "Returns",
  "deleted-orders": "Deleted orders",
  "deleted-customers": "Deleted customers",
  "deleted-products": "Deleted products",
  "deleted-checkouts": "Deleted checkouts",
  "deleted-discount-codes": "Deleted discount codes",
  "deleted-automatic-discounts": "Deleted automatic discounts",
  "deleted-scans": "Parcels' last scans, taken back",
  "deleted-older-scans": "Parcels' earlier scans, taken back",
  "waiting-returns": "Returns that wait",
  "ended-returns": "Returns that have ended",
};

const TONES = { waiting: "plain", running: "info", done: "good", failed: "attention" } as const;
const STATES = { waiting: "Not yet", running: "Checking", done: "Checked", failed: "Not finished" } as const;

function sayFound({ state, checked, drifted, fault }: CheckView): string {
  if (fault) return fault;
  if (state === "waiting") return "The first check comes within the hour.";
  if (state === "running") return `${n(checked)} compared so far, ${n(drifted)} missing`;
  if (!checked) return "Nothing had changed at Shopify.";
  if (!drifted) return `Nothing was missing: ${n(checked)} compared.`;
  return `${n(drifted)} of ${n(checked)} had not reached Threadline, and ${drifted === 1 ? "is" : "are"} in place now.`;
}

const n = (count: number): string => count.toLocaleString("en");
