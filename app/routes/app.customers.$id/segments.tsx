import { Section } from "#app/components/section.tsx";
import { Tag } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import type { Profile } from "#app/desk/profile.ts";

/** The merchant's groups that this customer is in. They are kept by rules in Shopify, so nothing is changed here. */
export function Segments({ segments: { names, readAt } }: { segments: Profile["segments"] }) {
  return (
    <Section title="Segments">
      {names.length > 0 && (
        <ul className="tl-tags">
          {names.map((name) => (
            <li key={name}>
              <Tag>{name}</Tag>
            </li>
          ))}
        </ul>
      )}
      <p className="tl-quiet">
        {readAt ? (
          <>
            {names.length === 0 && "In none of the shop’s segments. "}Read from Shopify <Moment at={readAt} />
            .
          </>
        ) : (
          "Shopify has not said yet which segments they are in. It is asked whenever this page is opened."
        )}
      </p>
    </Section>
  );
}
