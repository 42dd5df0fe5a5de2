import { Button } from "#app/components/button.tsx";
import { type Coverage, CoverageTable } from "#app/components/coverage-table.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Section } from "#app/components/section.tsx";

interface Props {
  notices: { names: string[]; url: string };
  coverage: Coverage | null;
  needsScans: boolean;
}

/** What to know before it is switched on: what Shopify sends already, and whose parcels give such news at all. */
export function Before({ notices, coverage, needsScans }: Props) {
  return (
    <Section title="Before you switch it on">
      {notices.names.length > 0 ? (
        <Notice tone="warning" title={`Shopify sends ${quoted(notices.names)} at the same moment`}>
          <p>Your shoppers would hear it twice. Turn Shopify's own notice off first.</p>
          <p className="tl-gap">
            <Button url={notices.url} outside>
              Open Shopify's notifications
            </Button>
          </p>
        </Notice>
      ) : (
        <p>Shopify sends nothing of its own at this moment.</p>
      )}
      {needsScans && (
        <div className="tl-gap">
          {coverage ? (
            <CoverageTable coverage={coverage} />
          ) : (
            <p className="tl-quiet">
              How many of your carriers' parcels are scanned is counted tonight. A carrier that sends no scans
              gives no such news.
            </p>
          )}
        </div>
      )}
    </Section>
  );
}

const quoted = (names: string[]): string => names.map((name) => `“${name}”`).join(" and ");
