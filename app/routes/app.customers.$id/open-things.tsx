import { Section } from "#app/components/section.tsx";
import { Tag } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import type { Profile } from "#app/desk/profile.ts";
import { sayMoney } from "#app/money.ts";

/** Returns, and checkouts that were begun and not finished. Nothing where there are none. */
export function OpenThings({ returns, checkouts }: Pick<Profile, "returns" | "checkouts">) {
  return (
    <>
      {returns.length > 0 && (
        <Section title="Returns">
          <ul className="tl-consents">
            {returns.map(({ id, name, orderName, status, requestedAt, totalQuantity, receivedQuantity }) => (
              <li key={id}>
                <p>
                  {name} of {orderName}{" "}
                  <Tag tone={RETURN[status]?.tone ?? "plain"}>{RETURN[status]?.words ?? status}</Tag>
                </p>
                <p className="tl-quiet">
                  Asked <Moment at={requestedAt.toISOString()} style="full" /> · {receivedQuantity} of{" "}
                  {totalQuantity} received
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {checkouts.length > 0 && (
        <Section title="Checkouts not finished">
          <ul className="tl-consents">
            {checkouts.map(({ token, startedAt, total, lines }) => (
              <li key={token}>
                <p>
                  {sayMoney(total, "en")}, {lines.length === 1 ? "one line" : `${lines.length} lines`}
                </p>
                <p className="tl-quiet">
                  Begun <Moment at={startedAt.toISOString()} style="full" />
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

const RETURN: Record<string, { words: string; tone: "info" | "attention" | "plain" | "bad" }> = {
  REQUESTED: { words: "Asked for", tone: "attention" },
  OPEN: { words: "Open", tone: "info" },
  CLOSED: { words: "Closed", tone: "plain" },
  DECLINED: { words: "Declined", tone: "bad" },
  CANCELED: { words: "Cancelled", tone: "plain" },
};
