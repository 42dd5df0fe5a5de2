import { Section } from "#app/components/section.tsx";

interface Props {
  rules: { countries: string[]; source: string }[];
  asOf: string;
}

/** Where the required parts come from, and when they were last read. */
export function Rules({ rules, asOf }: Props) {
  return (
    <Section title="Where the required parts come from">
      <p className="tl-quiet">
        Read on {asOf}. A country that is not named gets all of them together. This is no legal advice.
      </p>
      <ul className="tl-bullets tl-gap">
        {rules.map(({ countries, source }) => (
          <li key={source}>
            <strong>{countries.length > 8 ? "Europe" : countries.join(", ")}</strong>: {source}
          </li>
        ))}
      </ul>
    </Section>
  );
}
