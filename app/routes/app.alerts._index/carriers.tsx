import { CoverageTable, type Coverage } from "#app/components/coverage-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Section } from "#app/components/section.tsx";

/** Whose parcels can give news at all. */
export function Carriers({ coverage }: { coverage: Coverage | null }) {
  return (
    <Section title="What your carriers tell" flush>
      {coverage ? (
        <CoverageTable coverage={coverage} />
      ) : (
        <Empty sign="clock" title="Not counted yet">
          Each night we count how many of your carriers' parcels were scanned, and how long they took.
        </Empty>
      )}
    </Section>
  );
}
