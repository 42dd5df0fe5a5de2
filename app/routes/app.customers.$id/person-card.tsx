import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { adminUrl } from "#app/components/admin-url.ts";
import { ContactLine } from "#app/components/contact-line.tsx";
import { sayCountry, sayLanguage } from "#app/components/code-names.ts";
import { Section } from "#app/components/section.tsx";
import { LocalTime, Moment } from "#app/components/time.tsx";
import type { Profile } from "#app/desk/profile.ts";
import { sayMoney } from "#app/money.ts";

/** Who it is, how to reach them, and what they are worth to the shop. */
export function PersonCard({ profile, shopDomain }: { profile: Profile; shopDomain: string }) {
  return (
    <Section title="Customer">
      <Contacts contacts={profile.contacts} />
      <dl className="tl-facts">
        <Spent profile={profile} />
        {profile.loyalty.map(({ name, value }) => (
          <Fact key={name} label={name}>
            {value}
          </Fact>
        ))}
        {profile.locale && <Fact label="Language">{sayLanguage(profile.locale)}</Fact>}
        {profile.country && <Fact label="Country">{sayCountry(profile.country)}</Fact>}
        {profile.zone && (
          <Fact label={profile.zone.by === "place" ? "Their time" : "Their time, by the number"}>
            <LocalTime zone={profile.zone.name} />
          </Fact>
        )}
        <Fact label="Known since">
          <Moment at={profile.since} style="full" />
        </Fact>
      </dl>
      <p className="tl-links">
        {profile.conversationId && <Link to={`/app/inbox/${profile.conversationId}`}>Conversation</Link>}
        {profile.shopifyId && (
          <a href={adminUrl(shopDomain, `customers/${profile.shopifyId}`)} target="_top">
            Open in Shopify
          </a>
        )}
      </p>
    </Section>
  );
}

function Contacts({ contacts }: { contacts: Profile["contacts"] }) {
  if (!contacts.length) return <p className="tl-quiet">No email address or phone number is known.</p>;
  return (
    <ul className="tl-contacts">
      {contacts.map((contact) => (
        <ContactLine key={`${contact.kind}${contact.value}`} contact={contact} />
      ))}
    </ul>
  );
}

/** Shopify's own count over all time; until it has told, what is known here, and said to be so. */
function Spent({ profile: { totals, known } }: { profile: Profile }) {
  if (totals)
    return (
      <>
        <Fact label="Spent in all">{sayMoney(totals.spent, "en")}</Fact>
        <Fact label="Orders">{totals.orders.toLocaleString("en")}</Fact>
      </>
    );
  return (
    <>
      {known.map(({ orders, spent }) => (
        <Fact key={spent.currency} label="Spent, as far as known here">
          {sayMoney(spent, "en")} in {orders === 1 ? "one order" : `${orders} orders`}
        </Fact>
      ))}
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
