import { useEffect, useRef } from "react";
import { adminUrl } from "#app/components/admin-url.ts";
import { ContactLine } from "#app/components/contact-line.tsx";
import { Empty } from "#app/components/empty.tsx";
import { sayFinancial, sayFulfillment, sayParcel } from "#app/components/order-words.ts";
import { Sign } from "#app/components/sign.tsx";
import { Tag } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import type { ThreadView } from "#app/conversations/thread.ts";
import type { CustomerPanel as Panel, PanelOrder, PanelParcel } from "#app/desk/customer-panel.ts";
import { sayMoney } from "#app/money.ts";
import { OnePerson } from "./one-person.tsx";
import { PersonFacts } from "./person-facts.tsx";
import type { Acts } from "./use-acts.ts";

interface Props {
  panel: Panel | null;
  thread: ThreadView;
  shopDomain: string;
  acts: Acts;
  onBack(): void;
}

/** Who it is, how to reach them, and what they ordered. */
export function CustomerPanel({ panel, thread, shopDomain, acts, onBack }: Props) {
  const place = useKeptFocus(acts.busy === "person");
  return (
    <aside className="tl-panel" aria-label="Customer and orders" ref={place} tabIndex={-1}>
      <button type="button" className="tl-back tl-panel-back" onClick={onBack}>
        <Sign name="back" /> Conversation
      </button>
      {thread.handedOver && <HandOver thread={thread} />}
      {panel && <Person panel={panel} shopDomain={shopDomain} />}
      {panel?.facts && <PersonFacts facts={panel.facts} />}
      {panel && <OnePerson onePerson={panel.onePerson} acts={acts} />}
      <h3>Orders</h3>
      {panel?.orders.length ? (
        panel.orders.map((order) => <Order key={order.id} order={order} shopDomain={shopDomain} />)
      ) : (
        <Empty sign="order" title="No orders known">
          Once the shopper signs in, texts from the phone on an order or proves one by a code, it stands here.
        </Empty>
      )}
    </aside>
  );
}

/** A button that is gone with what it decided leaves the keyboard nowhere: it goes on from here. */
function useKeptFocus(isBusy: boolean) {
  const place = useRef<HTMLElement>(null);
  const wasBusy = useRef(false);
  useEffect(() => {
    if (wasBusy.current && !isBusy && document.activeElement === document.body)
      place.current?.focus({ preventScroll: true });
    wasBusy.current = isBusy;
  }, [isBusy]);
  return place;
}

function HandOver({ thread }: { thread: ThreadView }) {
  const { because, at } = thread.handedOver!;
  if (!because) return null;
  return (
    <div className="tl-handover">
      <p>
        <strong>With your team since </strong>
        <Moment at={at} style="full" />
      </p>
      <p>{because}</p>
    </div>
  );
}

function Person({ panel, shopDomain }: { panel: Panel; shopDomain: string }) {
  return (
    <div className="tl-person">
      <h3>{panel.name ?? "Visitor"}</h3>
      <ul>
        {panel.contacts.map((contact) => (
          <ContactLine key={`${contact.kind}${contact.value}`} contact={contact} />
        ))}
      </ul>
      {panel.shopifyId && (
        <a href={adminUrl(shopDomain, `customers/${panel.shopifyId}`)} target="_top">
          Open in Shopify
        </a>
      )}
    </div>
  );
}

function Order({ order, shopDomain }: { order: PanelOrder; shopDomain: string }) {
  const state = order.isCancelled
    ? ({ words: "Cancelled", tone: "bad" } as const)
    : sayFulfillment(order.fulfillmentStatus);
  const paid = sayFinancial(order.financialStatus);
  return (
    <article className="tl-order">
      <header>
        <a href={adminUrl(shopDomain, `orders/${order.id}`)} target="_top">
          {order.name}
        </a>
        <span>{sayMoney(order.total, "en")}</span>
      </header>
      <p className="tl-order-tags">
        <Tag tone={state.tone}>{state.words}</Tag>
        {paid && <Tag tone={paid.tone}>{paid.words}</Tag>}
        {order.proven && <Tag tone="good">Proven here</Tag>}
      </p>
      <ul className="tl-items">
        {order.items.map(({ title, quantity }) => (
          <li key={title}>
            <span>{quantity} ×</span> {title}
          </li>
        ))}
      </ul>
      {order.parcels.map((parcel) => (
        <Parcel key={parcel.id} parcel={parcel} />
      ))}
      <p className="tl-quiet">
        Placed <Moment at={order.placedAt} style="full" />
      </p>
    </article>
  );
}

function Parcel({ parcel }: { parcel: PanelParcel }) {
  const state = sayParcel(parcel.status);
  const name = [parcel.carrier, parcel.number].filter(Boolean).join(" ") || "Parcel";
  return (
    <div className="tl-parcel">
      <p>
        {parcel.url ? (
          <a href={parcel.url} target="_blank" rel="noopener noreferrer">
            {name}
          </a>
        ) : (
          name
        )}
      </p>
      <p className="tl-quiet">
        {parcel.daysLate !== null && <Tag tone="bad">{sayLate(parcel.daysLate)}</Tag>} {state}
        {parcel.deliveredAt ? (
          <>
            {" · "}
            <Moment at={parcel.deliveredAt} style="full" />
          </>
        ) : (
          parcel.expectedAt && (
            <>
              {" · expected "}
              <Moment at={parcel.expectedAt} style="day" />
            </>
          )
        )}
        {!parcel.deliveredAt && parcel.lastScanAt && (
          <>
            {" · last scan "}
            <Moment at={parcel.lastScanAt} style="full" />
          </>
        )}
      </p>
    </div>
  );
}

const sayLate = (days: number): string => (days === 1 ? "1 day late" : `${days} days late`);
