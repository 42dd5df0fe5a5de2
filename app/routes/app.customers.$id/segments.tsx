import { Section } from "#app/components/section.tsx";
import { Moment } from "#app/components/time.tsx";
import type { Profile } from "#app/desk/profile.ts";
import { TagList } from "./tag-list.tsx";

/** The merchant's groups that this customer is in. They are kept by rules in Shopify, so nothing is changed here. */
export function Segments({ segments: { names, readAt } }: { segments: Profile["segments"] }) {
  return (
    <Section title="Segments">
      {names.length > 0 ? (
        <TagList tags={names} />
      ) : (
        readAt && <p className="tl-quiet">In none of the shop’s segments.</p>
      )}
      <p className={names.length > 0 || readAt ? "tl-quiet tl-gap" : "tl-quiet"}>
        {readAt ? (
          <>
            As Shopify had it on <Moment at={readAt} style="full" />, and what it has told since.
          </>
        ) : (
          "Shopify has not said yet which segments they are in. It is asked whenever this page is opened."
        )}
      </p>
    </Section>
  );
}
