import { Link } from "@remix-run/react";
import { sayConsent } from "#app/components/consent-words.ts";
import { PlainText } from "#app/components/plain-text.tsx";
import { Tag } from "#app/components/tag.tsx";
import { LocalTime, Moment } from "#app/components/time.tsx";
import type { PanelFacts } from "#app/desk/panel-facts.ts";
import { sayMoney } from "#app/money.ts";

/** What to know while writing to somebody; everything else is a click away. */
export function PersonFacts({ facts }: { facts: PanelFacts }) {
  const { customerId, note, tags, totals, zone, consents, returns, checkout } = facts;
  const marketing = consents.filter(({ purpose }) => purpose === "marketing");
  return (
    <div className="tl-person-facts">
      {tags.length > 0 && (
        <p className="tl-order-tags">
          {tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </p>
      )}
      {note && <PlainText text={note} />}
      <ul className="tl-quiet">
        {totals && (
          <li>
            {sayMoney(totals.spent, "en")} in {totals.orders === 1 ? "one order" : `${totals.orders} orders`}
          </li>
        )}
        {zone && (
          <li>
            Their time: <LocalTime zone={zone.name} />
          </li>
        )}
        {marketing.map((consent) => {
          const { what, state } = sayConsent(consent);
          return (
            <li key={`${consent.channel} ${consent.address}`}>
              {what}: {state}
              {consent.state === "revoked" && (
                <>
                  {" since "}
                  <Moment at={consent.since} style="date" />
                  {consent.words && `: “${consent.words}”`}
                </>
              )}
            </li>
          );
        })}
        {returns.map(({ id, name, status }) => (
          <li key={id}>
            Return {name}: {status === "REQUESTED" ? "waits for an answer" : "on its way back"}
          </li>
        ))}
        {checkout && <li>Checkout not finished: {sayMoney(checkout.total, "en")}</li>}
      </ul>
      <Link to={`/app/customers/${customerId}`}>Profile and timeline</Link>
    </div>
  );
}
